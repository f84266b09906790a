"""Words for a frozen trace."""
