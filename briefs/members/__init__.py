"""Members of Parliament by Parliament's own id: their names, and their parties, seats and offices from day to day."""
