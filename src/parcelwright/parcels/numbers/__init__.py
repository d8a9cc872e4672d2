"""One tracking number format a file, with numbers it must and must not accept."""
