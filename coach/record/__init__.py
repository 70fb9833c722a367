"""The record over weeks: what is kept of one person, as plain values; how a figure went; and the store that keeps it."""
