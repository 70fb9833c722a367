"""The home screen and all that is reached from it: what is due, exercises, routines, history, settings, safety questions."""
