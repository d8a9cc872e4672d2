"""Seeded journeys with known truth; shares nothing with detection."""
