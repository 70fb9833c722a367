"""What every run needs: poses from a source, a session for each exercise, outputs, results, an orderly end."""
