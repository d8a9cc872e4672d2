"""Claims: who owes what for one parcel, until when."""
