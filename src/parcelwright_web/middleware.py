"""Small steps around every request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    Answer = Callable[[HttpRequest], HttpResponseBase]

_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
)  # fmt: skip
_PERMISSIONS = ", ".join(f"{feature}=()" for feature in _FEATURES)


def isolate(answer: Answer) -> Answer:
    """Forbid other sites to embed what we serve, and pages to use device features."""

    def answer_isolated(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        return response

    return answer_isolated


def prefer_language(answer: Answer) -> Answer:
    """Speak the language that a logged-in user chose, before the browser's."""

    def answer_in_language(request: HttpRequest) -> HttpResponseBase:
        chosen = getattr(request.user, "language", "")
        if chosen in dict(settings.LANGUAGES):
            translation.activate(chosen)
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        return answer(request)

    return answer_in_language
