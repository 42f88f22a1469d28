"""A drafter's own draft compared with what the records say: it is pointed at, and nothing is written for it."""
