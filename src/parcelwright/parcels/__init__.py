"""The vocabulary that everything else speaks: parcels, tracking events, journeys."""
