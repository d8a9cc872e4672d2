"""Which service for a parcel: what each costs in the end, and what would change the choice."""
