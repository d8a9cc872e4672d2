"""Evidence: what was known when, committed to so that a change would show."""
