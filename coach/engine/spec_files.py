"""Files in which people write what there is to do: found by name, read, and said clearly what is wrong with one."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from coach.errors import CoachError
from coach.plain import quoted, shown
from coach.small_files import UnfitFile, read_toml

MOST_PROBLEMS: Final = 5
"""How many problems of one file are told (chosen: what can be read at once)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. name: what it holds, in a word; article: before that word; listed_by: the command that shows them all.

    error: what is raised about one.
    """

    name: str
    article: str
    listed_by: str
    error: type[CoachError]


class Named(Protocol):
    """What has an id."""

    id: str


Spec = TypeVar("Spec", bound=BaseModel)


def read(path: Path, kind: Kind, spec: type[Spec]) -> Spec:
    """What a file says. Raises the kind's error naming the file, the key, what was expected and what was found."""
    where = shown(str(path))
    try:
        return spec.model_validate(read_toml(path))
    except FileNotFoundError:
        raise kind.error(
            f"{where}: there is no such {kind.name} file; '{kind.listed_by}' shows the {kind.name}s."
        ) from None
    except IsADirectoryError:
        raise kind.error(f"{where}: this is a folder; name one {kind.name} file (*.toml) in it.") from None
    except OSError as error:
        raise kind.error(f"{where}: cannot be read ({error.strerror}).") from error
    except UnfitFile as error:
        raise kind.error(f"{where}: {error}; {kind.article} {kind.name} file is a TOML text file.") from None
    except ValidationError as error:
        raise kind.error(explain(path, error)) from None


Stamp = tuple[int, ...]
"""What changes with a file: which one it is, when it was written or lent, and its size."""


def stamp(path: Path) -> Stamp:
    """The file's own; nothing where it cannot be looked at, which reading it will tell."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ()
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size


def require_own_name(path: Path, kind: Kind, read: Named) -> None:
    """Raises the kind's error where the id is not the file's own name."""
    if read.id != path.stem:
        raise kind.error(
            f"{shown(str(path))}: id: expected {quoted(path.stem)}, the file's own name; found {quoted(read.id)}."
        )


def explain(path: Path, error: ValidationError) -> str:
    """What is wrong with a file from a person, in one sentence: file, key, expected, found."""
    problems = []
    for item in error.errors(include_url=False):
        key = shown(".".join(str(part)[:60] for part in item["loc"])) or "the whole file"
        if item["type"] == "extra_forbidden":
            problems.append(f"{key}: unknown key; check its spelling")
        elif item["type"] == "missing":
            problems.append(f"{key}: is missing")
        elif item["type"] == "value_error":
            problems.append(f"{key}: {shown(str(item['ctx']['error']))}")
        else:
            problems.append(f"{key}: expected {_expected(item['msg'])}; found {quoted(item['input'])}")
    more = [f"and {len(problems) - MOST_PROBLEMS} more"] if len(problems) > MOST_PROBLEMS else []
    return f"{shown(str(path))}: " + "; ".join([*problems[:MOST_PROBLEMS], *more]) + "."


def _expected(message: str) -> str:
    for opening in ("Input should be ", "String should ", "Value should "):
        if message.startswith(opening):
            return message.removeprefix(opening)
    return message


def all_read(
    files: Mapping[str, Path], own: Collection[Path], load: Callable[[Path], Spec], report: Callable[[str], None] | None
) -> list[Spec]:
    """What each of the files says. One of the user's own that is broken is left out, and report is given why; without
    report, and for a shipped one, its error is raised. own: the folders of the user's own.
    """
    found = []
    for path in files.values():
        try:
            found.append(load(path))
        except CoachError as problem:
            if report is None or path.parent not in own:
                raise
            sentence = f"{problem} It is left out."
            if sentence not in _said:
                _said.add(sentence)
                report(sentence)
    return found


_said: set[str] = set()
"""What was said of broken files: a command that looks at all of them twice says it once."""


def in_folders(*folders: Path) -> dict[str, Path]:
    """Id to file; what lies in a later folder wins over what has the same name in an earlier one."""
    found: dict[str, Path] = {}
    for folder in folders:
        try:
            found |= {path.stem: path for path in sorted(folder.glob("*.toml"))}
        except OSError:
            continue
    return found


def named(name: str, kind: Kind, known: Mapping[str, Path]) -> Path:
    """The file of that id, or name itself where it is a path to a TOML file.

    Raises the kind's error, with the nearest names, when there is none.
    """
    if name.endswith(".toml"):
        return Path(name)
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    suggestion = f"did you mean {' or '.join(near)}?" if near else f"'{kind.listed_by}' shows them all."
    raise kind.error(f"There is no {kind.name} {quoted(name)}; {suggestion}")
