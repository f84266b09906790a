"""The command line: one small file a command, all printing in render."""
