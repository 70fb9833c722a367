"""From repetitions that somebody shows to an exercise: poses in, an exercise out, without file, window or clock."""
