"""Routes: the union of the page modules' ``urlpatterns``."""

from __future__ import annotations

from parcelwright.plugins import modules

urlpatterns = [
    pattern
    for module in modules("parcelwright_web.pages").values()
    for pattern in getattr(module, "urlpatterns", [])
]
handler400 = "parcelwright_web.pages.errors.bad_request"
handler403 = "parcelwright_web.pages.errors.forbidden"
handler404 = "parcelwright_web.pages.errors.not_found"
handler500 = "parcelwright_web.pages.errors.broken"
