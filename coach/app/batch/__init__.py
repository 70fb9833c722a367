"""Many videos at once: which files, who works on each, the tables that come of it."""
