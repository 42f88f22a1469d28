"""Names of people, offices, parties and bodies, and what else each is called."""
