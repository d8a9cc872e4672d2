"""The checks: one module each, found by its file."""
