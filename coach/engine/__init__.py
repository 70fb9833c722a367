"""Runs exercise files: phases, holds, faults."""
