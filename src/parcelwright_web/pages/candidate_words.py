"""Samples of tracking numbers in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext

from parcelwright.prevention.choice.number_samples import Verdict
from parcelwright_web.pages.labels import carrier_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from parcelwright.prevention.choice.number_samples import NumberSample

_VERDICTS: Mapping[Verdict, tuple[str, StrOrPromise]] = {
    Verdict.OWN: ("ok", lazy("Its own number")),
    Verdict.SHAPE: ("info", lazy("Fits its shape")),
    Verdict.OTHER: ("soon", lazy("Another carrier's")),
    Verdict.WRONG: ("now", lazy("Not valid")),
    Verdict.ROUNDED: ("now", lazy("Rounded")),
    Verdict.UNKNOWN: ("quiet", lazy("Unknown format")),
}
_WORDS: Mapping[Verdict, StrOrPromise] = {
    Verdict.OWN: lazy("The check digit is right."),
    Verdict.SHAPE: lazy("Its numbers have no check digit, so look it up before you trust it."),
    Verdict.WRONG: lazy("A digit or letter is wrong; ask for another sample."),
    Verdict.ROUNDED: lazy("A spreadsheet rounded it and its digits are gone; ask for it as text."),
    Verdict.UNKNOWN: lazy("We know no such format; look it up on the carrier's own page."),
}


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One sample as a page shows it."""

    number: str
    tone: str
    label: StrOrPromise
    words: str
    url: str


def sample_of(sample: NumberSample) -> Sample:
    """Return a sample in words."""
    tone, label = _VERDICTS[sample.verdict]
    return Sample(
        number=sample.number,
        tone=tone,
        label=label,
        words=_words(sample),
        url=sample.tracking_url,
    )


def _words(sample: NumberSample) -> str:
    if sample.verdict is Verdict.OTHER:
        names = pgettext("between listed words", ", ").join(map(carrier_name, sample.carriers))
        text = _("A number of %(carriers)s: ask who carries the parcel on which leg.")
        return text % {"carriers": names}
    if sample.meant:
        text = _("A digit or letter is wrong; perhaps %(number)s was meant.")
        return text % {"number": sample.meant}
    return str(_WORDS[sample.verdict])


def candidate_address(carrier: str, service: str) -> str:
    """Return the address of a candidate's sheet."""
    told = {"carrier": carrier} | ({"service": service} if service else {})
    return f"{reverse('candidate')}?{urlencode(told)}"
