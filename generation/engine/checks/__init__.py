"""What a rendition is checked for before anyone may sign it. One module a check; `run.py` runs them all."""
