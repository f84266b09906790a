"""Registry (the one place that interprets), the two graphs, and their artifacts."""
