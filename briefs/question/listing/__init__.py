"""A morning's list of written questions: what was tabled, to whom, by when it is due and what is nearest to it."""
