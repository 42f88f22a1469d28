"""How answers reach Slack: the connection, the outbox and the courier that empties it."""
