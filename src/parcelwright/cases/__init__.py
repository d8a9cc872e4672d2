"""Cases: the states, moves and next step of one troubled parcel."""
