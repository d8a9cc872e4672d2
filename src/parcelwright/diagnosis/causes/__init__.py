"""One cause a file; each weighs a journey."""
