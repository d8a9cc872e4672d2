"""Charts as functions from plain values to SVG text; colors come from classes, never inline."""
