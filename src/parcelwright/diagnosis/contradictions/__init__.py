"""One way in which events cannot all be true a file; each says nothing when it is unsure."""
