"""What is so over weeks: safety, doses, what is due, how it went, what is noise, and the report. Pure; days are given."""
