"""Goods that posts, couriers or countries do not take, one file a kind."""
