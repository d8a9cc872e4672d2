"""Benchmarks: each figure stands beside a floor or peer measured in the same run."""
