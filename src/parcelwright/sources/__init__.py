"""One source of tracking data a file; pure parsers without I/O."""
