"""Fetch, form, action, render."""
