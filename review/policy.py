"""The rules the checks and gates run under. A signature names this version."""

POLICY = "2026.11"
"""Goes up whenever a check, a limit or a gate changes what it asks for."""
