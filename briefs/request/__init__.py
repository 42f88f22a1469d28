"""A typed request read into words, names and filters."""
