"""The commands of the terminal door, one module each."""
