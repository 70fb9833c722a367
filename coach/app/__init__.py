"""The composition root: the one place that knows every room and wires them into a replay or a live run."""
