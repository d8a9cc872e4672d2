"""One insurer, or one programme of cover, a file."""
