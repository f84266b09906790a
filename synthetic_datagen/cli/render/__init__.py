"""What each command prints: reports in, lines out, and the exit code that follows from them. One file a command."""
