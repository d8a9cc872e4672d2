"""The outside world. Only jobs import this: a page never waits for somebody else's server."""
