"""The picture with its overlay, and the only room that knows pygame."""
