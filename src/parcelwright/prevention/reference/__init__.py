"""Dated, cited figures that checks are held against, one subject a file."""
