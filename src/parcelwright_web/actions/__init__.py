"""What can be done: one function is one transaction. The only place with ``atomic``."""
