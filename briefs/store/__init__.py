"""The database of records and what guards its files."""
