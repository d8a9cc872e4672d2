"""Detection: which open parcels are late, stalled or presumed lost, and how sure."""
