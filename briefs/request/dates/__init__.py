"""Dates and periods as people type them."""
