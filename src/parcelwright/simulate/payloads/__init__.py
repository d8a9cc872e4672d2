"""Raw payloads of tracking sources, one module per source.

A module defines ``SOURCE`` (its slug) and ``body(snapshot) -> dict`` in the source's
documented wire shape, with its own status words.
"""
