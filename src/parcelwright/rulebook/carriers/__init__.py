"""One carrier's conditions a file."""
