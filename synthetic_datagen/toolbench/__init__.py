"""Raw input: parse, never interpret."""
