"""A record, its passages, and how each is dated, cited and attributed."""
