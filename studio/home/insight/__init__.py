"""Insight: what it took to ship what was shipped. Every page of it counts rows that are there, and says which."""
