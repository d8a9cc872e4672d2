"""One treaty or law a file."""
