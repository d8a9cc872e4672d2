"""Brings the sample's orders, parcels, scans and reports in."""

from parcelwright_web.actions.sample import fill

__all__ = ["fill"]
