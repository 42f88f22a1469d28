"""Fetching from the official sources: a source says what to ask for, the engine asks politely and stores."""
