"""What the coach says, and what it sums up."""
