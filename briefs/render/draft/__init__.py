"""A check of a draft in every form a door shows."""
