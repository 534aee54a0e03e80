"""Deterministic steps from a picked picture to the file that ships: plan, crop, resize, set type, convert, encode."""
