"""Which states are bound by a treaty, and from which day, one treaty a file."""
