"""Figures learned from many parcels; works on columns, never on single parcels."""
