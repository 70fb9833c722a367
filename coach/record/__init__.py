"""The record over weeks: what is kept of one person, as plain values, and how a figure went."""
