"""Content Credentials (C2PA): what a shipped file says of how it came to be, signed, and read back. See README.md."""
