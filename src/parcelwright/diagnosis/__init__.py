"""Diagnosis: where custody most likely ended, and why."""
