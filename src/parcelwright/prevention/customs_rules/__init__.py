"""What customs of one country asks of parcels, one file a country or union."""
