"""The offline world: seeded entities, an overlay of writes, what endpoints do."""
