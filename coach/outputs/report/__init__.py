"""Documents as one self-contained web page: nothing is loaded from anywhere."""

from coach.outputs.report.page import as_html

__all__ = ["as_html"]
