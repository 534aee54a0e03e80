"""Law and contracts as rules: dated, sourced, versioned data; a condition language; verdicts that say what they saw."""
