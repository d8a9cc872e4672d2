"""A mail address to which news of the parcel can be sent."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Question, Repair, Says, Severity, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "email_malformed": Says(
        severity=Severity.WARN,
        reason='"{written}" is no mail address that anything can be delivered to.',
        fix="Ask the buyer for the right one.",
        ask=Question.EMAIL,
    ),
    "email_mistyped": Says(
        severity=Severity.WARN,
        reason='"{domain}" looks like a slip of the finger for {meant}.',
        fix="Ask the buyer, or change it to {right}.",
        ask=Question.EMAIL,
    ),
}
_LONGEST = 254
_LABEL = r"(?!-)[A-Z0-9-]{1,63}(?<!-)"
_MAIL = re.compile(
    rf"[^\s@\"(),:;<>\[\\\]]{{1,64}}@(?:{_LABEL}\.)+(?!-)[A-Z][A-Z0-9-]{{1,62}}", re.IGNORECASE
)


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what is wrong with the recipient's mail address; without one nothing is said.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known = Known(on=date(2026, 3, 2))
    >>> buyer = Party(email="ann@gmial.com")
    >>> (found,) = check(Draft(order_number="1", recipient=buyer), known)
    >>> found.code, found.repair.value
    ('email_mistyped', 'ann@gmail.com')
    >>> list(check(Draft(order_number="1", recipient=Party(email="ann@example.com")), known))
    []
    """
    del known
    written = draft.recipient.email.strip()
    if not written:
        return
    name, _, domain = written.rpartition("@")
    dots_apart = ".." not in written and not name.startswith(".") and not name.endswith(".")
    ascii_domain = _as_ascii(domain)
    whole = f"{name}@{ascii_domain}"
    if len(written) > _LONGEST or not dots_apart or not _MAIL.fullmatch(whole):
        yield Found(code="email_malformed", field="buyer_email", figures=told(written=written))
        return
    meant = _typos().get(domain.casefold())
    if meant:
        right = f"{name}@{meant}"
        yield Found(
            code="email_mistyped",
            field="buyer_email",
            figures=told(domain=domain, meant=meant, right=right),
            repair=Repair(field="buyer_email", value=right),
        )


# Most buyers have their mail at few firms; texts are bounded.
@lru_cache(maxsize=4096)
def _as_ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


@cache
def _typos() -> Mapping[str, str]:
    text = resources.files("parcelwright.prevention").joinpath("mail_domains.toml")
    meant = tomllib.loads(text.read_text("utf-8"))["typos"]
    return {typo: domain for domain, typos in meant.items() for typo in typos}
