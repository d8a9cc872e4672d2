"""Messages to buyers, one language a file."""
