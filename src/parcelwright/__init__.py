"""Parcelwright's core: what is known of a parcel, who owes what, and what to do next.

Pure functions on frozen data. No web framework, network, database, clock,
randomness or environment: ``now`` is always an argument.
"""
