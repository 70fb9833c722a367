"""A recording: the bytes of the file, for whoever writes or reads them, and the poses in them."""
