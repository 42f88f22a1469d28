"""Readers of saved web pages and of their text."""
