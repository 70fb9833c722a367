"""One exercise, from pose to step: the start position, what is said and when, what was done. Pure."""
