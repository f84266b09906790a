"""From a chain to a plan: values, persona, what is said when."""
