"""Parcelwright's shell: database, pages, webhooks, worker and mail around the core."""
