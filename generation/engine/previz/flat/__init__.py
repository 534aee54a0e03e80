"""Flat illustration: rounded shapes in exact colours, no light and no gradients, on a page or on nothing."""
