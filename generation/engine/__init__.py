"""The pixel core. Pure: no Django, no database. A recipe goes in, pixels come out (see README.md)."""
