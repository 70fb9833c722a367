"""The composition root: the one place that knows every room and wires them into a replay, a batch, a live run or the home."""
