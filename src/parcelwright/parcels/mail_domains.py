"""Which carrier a mail claims to be from, by the domain of its sender."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


def carrier_of_domain(domain: str) -> str:
    """Return our slug of the carrier that a domain, or one above it, belongs to, or empty text.

    A sender's domain is written by the sender: it is a claim, not a proof.

    >>> carrier_of_domain("notifications.auspost.com.au"), carrier_of_domain("ups.com.example.org")
    ('australia-post', '')
    """
    parts = domain.strip().rstrip(".").casefold().split(".")
    known = domains()
    names = (".".join(parts[at:]) for at in range(len(parts)))
    return next((known[name] for name in names if name in known), "")


@cache
def domains() -> dict[str, str]:
    """Return the slug of the carrier by each domain.

    Raises:
        ValueError: Two carriers have the same domain.
    """
    text = (
        resources.files("parcelwright.parcels")
        .joinpath("mail_domains.toml")
        .read_text(encoding="utf-8")
    )
    slugs: dict[str, str] = {}
    for slug, entry in tomllib.loads(text).items():
        for domain in entry["domains"]:
            if slugs.setdefault(domain, slug) != slug:
                raise ValueError(f"mail_domains.toml: {domain} is of {slugs[domain]} and {slug}")
    return slugs
