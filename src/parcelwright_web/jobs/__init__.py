"""The worker's loops. Each module of this package is one job.

A module defines ``NAME`` (str), ``EVERY_S`` (seconds between two calls when there is
nothing to do) and ``run(now) -> int``, which returns how many rows it finished. A job
is level-triggered: calling it again changes nothing. One that may take minutes says
``SLOW = True`` and runs beside the quick ones; one that waits for others names a ``LANE`` of
its own.
"""
