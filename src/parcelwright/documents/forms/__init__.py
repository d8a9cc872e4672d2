"""One document per module, with its typst template beside it."""
