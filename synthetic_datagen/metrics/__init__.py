"""Figures about a corpus: diversity, coverage."""
