"""Renders people who exercise, with exact truth: see README.md here."""
