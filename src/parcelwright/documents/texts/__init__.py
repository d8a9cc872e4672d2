"""Texts of documents, one data file per language."""
