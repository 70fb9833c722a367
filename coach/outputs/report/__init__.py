"""Documents as one self-contained web page, or as a PDF: nothing is loaded from anywhere."""

from coach.outputs.report.page import as_html
from coach.outputs.report.paper import require_pdf, write_pdf

__all__ = ["as_html", "require_pdf", "write_pdf"]
