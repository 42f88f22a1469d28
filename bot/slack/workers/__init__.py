"""The processes and threads that make briefs and notes."""
