"""Fetching with care: addresses allowed, limits, retries, and whether a reply is what was asked for."""
