"""Layouts of sellers' own exports, one TOML file each.

A file states ``name``, ``kind`` (orders, parcels or both), ``verified`` (the real header
list is known), ``confidence`` (H, M, L), ``source``, ``fingerprint`` (headers that only
this layout has together) and ``[columns]``: our column to the headers that fill it.
Optional: ``[units]`` by header, ``[constants]`` by column, ``date_order``, ``fill_down``,
``keep_rows_with`` (headers of which one must be filled), ``skip_values`` by header.
"""
