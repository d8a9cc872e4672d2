"""One platform that sells labels or protects sales, a file."""
