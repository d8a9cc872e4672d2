"""Fillers of the sample shop: each module defines ``fill(shop, now)``; names give the order."""
