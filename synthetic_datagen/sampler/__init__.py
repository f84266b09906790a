"""Chains of endpoints: modes, constraints, the proposer."""
