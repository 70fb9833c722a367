"""Builds the documentation; a dead link or a page that none leads to ends it.

    python docs/build.py [OUT]       without OUT into out/docs; begin with index.html

First the pages that are written by the program about itself (docs/generated), then all of it with Sphinx.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"

sys.path.insert(0, str(ROOT))

_LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")


def main() -> int:
    """Returns what the program ends with: 0 where every page is whole."""
    from docs import generate

    generate.write(DOCS / "generated")
    if dead := list(dead_links()):
        print("\n".join(dead), file=sys.stderr)
        return 1
    from sphinx.cmd.build import build_main

    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "out" / "docs"
    code = build_main(["-W", "--keep-going", "-q", "-b", "html", str(DOCS), str(out)])
    if code == 0:
        print(f"{out / 'index.html'}")
    return code


def dead_links(pages: list[Path] | None = None) -> Iterator[str]:
    """A line for each link, in any page of docs and in those beside the README, to a file that is not there."""
    for page in pages or [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]:
        for place, _ in _LINK.findall(page.read_text(encoding="utf-8")):
            if "://" not in place and not place.startswith("mailto:") and not (page.parent / place).exists():
                yield f"{page.relative_to(ROOT)}: {place} is not there"


if __name__ == "__main__":
    sys.exit(main())
