"""The engine: records in, cited brief out."""
