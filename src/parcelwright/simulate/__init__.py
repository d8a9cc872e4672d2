"""Seeded journeys with known truth; shares nothing with detection.

Start at :func:`parcelwright.simulate.world.simulate` for tables and at
:func:`parcelwright.simulate.sample_shop.sample_shop` for the sample shop.
"""
