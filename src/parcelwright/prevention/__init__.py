"""What can be seen before a parcel leaves: checks, packing, scorecards, choice, insurance."""
