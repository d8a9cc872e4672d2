"""Whether insuring a parcel pays, and the lists that an open policy works with."""
