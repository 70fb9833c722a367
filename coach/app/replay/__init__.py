"""A video or a recording, coached as it was seen, or recognised first."""
