"""What is shown, spoken and stored."""
