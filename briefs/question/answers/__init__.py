"""What earlier answers say, and how what is said has changed."""
