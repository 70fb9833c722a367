"""Live coaching: the camera, what is done in turn, the pages between, what the keys and gestures do."""
