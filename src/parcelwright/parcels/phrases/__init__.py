"""Phrases of carriers' event texts and what they mean, one language a file."""
