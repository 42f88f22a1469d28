"""A brief as text, Markdown, JSON and an explanation."""
