"""What stands between a finish and the library: who signs, in what order, by when; and what a signature is."""
