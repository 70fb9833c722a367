"""How Sphinx builds the documentation; docs/build.py runs it."""

from __future__ import annotations

from coach import __version__

project = "Coach"
copyright = "the authors of Coach"
version = release = __version__
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
html_theme = "furo"
html_title = "Coach"
exclude_patterns = ["generated/architecture.md"]
nitpicky = True
suppress_warnings = ["myst.xref_missing_in_included"]
