"""Whether the camera's place and the picture are as an exercise needs them: before it, at its start and throughout."""
