"""What can be seen before a parcel leaves: checks, scorecards, the choice of a service, cover."""
