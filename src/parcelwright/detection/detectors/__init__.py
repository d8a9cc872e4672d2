"""One detector a file; each works on columns."""
