"""Texts of buyer messages, one data file per language."""
