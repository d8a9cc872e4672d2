"""Places whose parcels go another way than those of their country, one file a country."""
