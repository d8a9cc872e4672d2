"""Published exchange rates against the special drawing right, one day a file."""
