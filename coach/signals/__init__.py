"""Cleaning what was seen before it is measured."""
