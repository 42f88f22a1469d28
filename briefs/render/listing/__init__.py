"""A morning's list of questions in every form a door shows: a table of text, CSV, JSON."""
