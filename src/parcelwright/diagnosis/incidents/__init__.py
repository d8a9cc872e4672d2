"""Incidents: parcels that fell silent together, and sources that fell silent as a whole."""
