"""Earlier questions like a given one, in order of likeness."""
