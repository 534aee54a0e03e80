"""Briefs and what they draw on, for programs: the same documents, actions and sentences (RFC 9457) as on the pages."""
