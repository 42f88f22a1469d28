"""What the bot keeps between two gestures, and for how long."""
