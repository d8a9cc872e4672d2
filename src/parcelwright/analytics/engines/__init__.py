"""Counting over more parcels than fit in memory: expressions that DuckDB and Spark both run.

The engine only orders, groups and counts; what is made of the counts is the same code that
works on :class:`parcelwright.analytics.columns.Columns`.
"""
