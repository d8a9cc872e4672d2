"""One file, one thing measured: ``figures(sample)`` yields the figures of a scorecard."""
