"""How a source is asked: what goes out, what came back, and the terms of the source.

Plain data without I/O. A source of :mod:`parcelwright.sources` builds calls and reads answers;
the shell carries them; :mod:`parcelwright.watch` decides when.
"""
