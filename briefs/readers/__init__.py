"""Readers: one module a source form, each a pure function from bytes to records. None touches the store or the net."""
