"""Whose words a quotation holds, as far as the record says."""
