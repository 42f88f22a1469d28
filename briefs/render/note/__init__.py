"""A background note as text, Markdown and JSON."""
