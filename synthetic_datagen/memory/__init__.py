"""What the corpus holds so far: one store protocol and its backends."""
