"""A brief in every form a door shows: text, Markdown, JSON."""
