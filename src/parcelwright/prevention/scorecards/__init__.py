"""What carriers and lanes did with the shop's own parcels, and what can be told apart."""
