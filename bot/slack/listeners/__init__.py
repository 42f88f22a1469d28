"""The listeners, by kind of gesture. Each acknowledges, and hands over; nothing is worked out here."""
