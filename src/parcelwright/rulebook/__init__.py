"""The rule book: dated, cited provisions as data."""
