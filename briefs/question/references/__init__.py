"""Earlier questions that a question or an answer points to, and the chain they make."""
