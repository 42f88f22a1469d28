"""The brief on a topic, in the order of its making: resolve, search, score, select, compose, verify."""
