"""The full-text index of passages and of written questions."""
