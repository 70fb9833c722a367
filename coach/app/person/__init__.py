"""What is asked of one person: their programme, plans, routines of their own, what was done by hand, their report."""
