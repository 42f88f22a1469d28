"""A question taken apart into its parts, its wording and its numbers."""
