"""Readers of PDF, Word, text and table files."""
