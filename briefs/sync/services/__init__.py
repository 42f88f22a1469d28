"""What each service offers and how it is walked."""
