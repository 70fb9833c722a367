"""The studio's commands: python -m studio COMMAND. README.md here says how to use them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from studio import annotate, assets


def main() -> int:
    """Runs one command, and returns what the program ends with."""
    parser = argparse.ArgumentParser(prog="python -m studio", description="Sample videos with exact truth.")
    commands = parser.add_subparsers(dest="command", required=True)
    fetch = commands.add_parser("fetch", help="fetch the files of the body, each checked by its sha256")
    fetch.add_argument("--from", dest="copied_from", type=Path, metavar="FOLDER", help="copy them instead")
    fetch.set_defaults(fn=_fetch)
    annotate.add_commands(commands)
    if not {"fetch", "watch", "annotate"} & set(sys.argv[1:2]):
        # Only what renders waits for the libraries that draw.
        try:
            from studio import check, render
        except ImportError as problem:
            print(f"Rendering needs the extra studio: pip install '.[studio]' ({problem}).", file=sys.stderr)
            return 1
        render.add_commands(commands)
        checks = commands.add_parser("check", help="look at every motion without rendering: jumps, feet, floor, timing")
        checks.add_argument("names", nargs="*", metavar="EXERCISE")
        checks.set_defaults(fn=lambda options: check.main(options.names))
    options = parser.parse_args()
    try:
        return int(options.fn(options) or 0)
    except (assets.AssetsError, annotate.NotesError) as problem:
        print(problem, file=sys.stderr)
        return 1


def _fetch(options: argparse.Namespace) -> None:
    brought = assets.fetch(copied_from=options.copied_from)
    print(f"{len(brought)} files brought; all {len(assets.listed())} are in {assets.FOLDER}.")


if __name__ == "__main__":
    sys.exit(main())
