"""The question desk: what a drafter of an answer wants to know before noon."""
