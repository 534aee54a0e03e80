"""The record of what happened, for somebody outside: exported, signed, and checked again without a database."""
