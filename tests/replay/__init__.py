"""Official services replayed over real HTTP on loopback, with faults that a test switches on."""
