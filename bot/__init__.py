"""The doors: Slack and the terminal."""
