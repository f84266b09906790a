"""Values that cross a door between rooms, and the small tools (seeds, files, records) that every room uses."""
