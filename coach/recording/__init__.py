"""A recording, whole: the layout of its bytes, the poses in them, who writes and who reads it."""
