"""Code books: the codes of one carrier, or of one part of it, and what they mean, a file each."""
