"""One card scheme or wallet a file, with the clocks it sets."""
