"""The neutral that everything is measured against: out of a start position held still, or out of the movement itself."""
