"""One marketplace a file, with the clocks it sets."""
