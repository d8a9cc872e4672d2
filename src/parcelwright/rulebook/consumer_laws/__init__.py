"""One consumer law a file, with the clocks it sets."""
