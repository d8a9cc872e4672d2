"""Domains of carriers: their own, and nothing that only looks like them."""

import tomllib
from importlib import resources

import pytest

from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.mail_domains import carrier_of_domain, domains


@pytest.mark.parametrize(
    ("domain", "carrier"),
    [
        ("ups.com", "ups"),
        ("mail.UPS.com.", "ups"),
        ("notifications.auspost.com.au", "australia-post"),
        ("dhl.de", "deutsche-post-dhl"),
        ("dhl.com", ""),
        ("ups.com.example.org", ""),
        ("notups.com", ""),
        ("com", ""),
        ("", ""),
    ],
)
def test_a_domain_belongs_to_a_carrier_with_all_below_it(domain, carrier):
    assert carrier_of_domain(domain) == carrier


def test_every_carrier_is_one_of_ours_and_cited():
    text = resources.files("parcelwright.parcels").joinpath("mail_domains.toml").read_text()
    for slug, entry in tomllib.loads(text).items():
        assert carrier_slug(slug) == slug
        assert set(entry) == {"domains", "citation"}
        assert len(entry["citation"]) > 20
    assert all("." in domain and domain == domain.lower() for domain in domains())
