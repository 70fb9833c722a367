"""Files in which people write what there is to do: found by name, read, and said clearly what is wrong with one."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from coach.errors import CoachError, Figure, Refused, Said, because, either
from coach.files.bounded_reading import UnfitFile, files_in, read_toml, why_closed
from coach.plain import quoted, shown

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MOST_PROBLEMS: Final = 5
"""How many problems of one file are told (chosen: what can be read at once)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. said: what it holds, in a word; listed_by: the command that shows them all.

    error: what is raised about one.
    """

    said: Said
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
        raise kind.error(Said("file_missing", {"file": where, "kind": kind.said, "command": kind.listed_by})) from None
    except IsADirectoryError:
        raise kind.error(Said("file_is_folder", {"file": where, "kind": kind.said})) from None
    except OSError as error:
        raise kind.error(Said("file_unreadable", {"file": where, "why": because(error)})) from error
    except UnfitFile as error:
        raise kind.error(Said("file_unfit", {"file": where, "why": error.said, "kind": kind.said})) from None
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
        wanted, found = quoted(path.stem), quoted(read.id)
        raise kind.error(Said("file_id", {"file": shown(str(path)), "expected": wanted, "found": found}))


def explain(path: Path, error: ValidationError) -> Said:
    """What is wrong with a file from a person, as one sentence: file, key, expected, found."""
    problems = [_problem(item) for item in error.errors(include_url=False)]
    if len(problems) > MOST_PROBLEMS:
        problems[MOST_PROBLEMS:] = [Said("and_others", {"count": len(problems) - MOST_PROBLEMS})]
    *before, said = problems
    for problem in reversed(before):
        said = Said("and_then", {"first": problem, "more": said})
    return Said("file_wrong", {"file": shown(str(path)), "problems": said})


def _problem(item: ErrorDetails) -> Said:
    key: Figure = shown(".".join(str(part)[:60] for part in item["loc"])) or Said("whole_file")
    match item["type"]:
        case "extra_forbidden":
            return Said("key_unknown", {"key": key})
        case "missing":
            return Said("key_missing", {"key": key})
        case "value_error":
            problem = item["ctx"]["error"]
            why = problem.said if isinstance(problem, Refused) else shown(str(problem))
            return Said("key_wrong", {"key": key, "why": why})
        case _:
            return Said("key_expected", {"key": key, "expected": _expected(item), "found": quoted(item["input"])})


def _expected(item: ErrorDetails) -> Figure:
    """What pydantic expected, by the name of its complaint."""
    limits: dict[str, Any] = item.get("ctx", {})
    kind = item["type"]
    match kind:
        case "greater_than_equal":
            return Said("at_least", {"bound": _figure(limits["ge"])})
        case "less_than_equal":
            return Said("at_most", {"bound": _figure(limits["le"])})
        case "greater_than":
            return Said("more_than", {"bound": _figure(limits["gt"])})
        case "less_than":
            return Said("less_than", {"bound": _figure(limits["lt"])})
        case "string_too_short":
            return Said("longer_text", {"count": limits["min_length"]})
        case "string_too_long":
            return Said("shorter_text", {"count": limits["max_length"]})
        case "too_short":
            return Said("longer_list", {"count": limits["min_length"]})
        case "too_long":
            return Said("shorter_list", {"count": limits["max_length"]})
        case "string_pattern_mismatch":
            return Said("a_pattern", {"pattern": limits["pattern"]})
        case "literal_error":
            *before, last = str(limits["expected"]).rsplit(" or ", 1)
            return Said("either", {"first": before[0], "second": last}) if before else last
    for beginning, said in _KINDS.items():
        if kind.startswith(beginning):
            return said
    return Said("something_else", {"what": item["msg"]})


_KINDS: Final = {
    "string_": Said("a_text"),
    "int_": Said("a_whole_number"),
    "float_": Said("a_number"),
    "finite_number": Said("a_number"),
    "bool_": Said("a_switch"),
    "tuple_": Said("a_list"),
    "list_": Said("a_list"),
    "model_": Said("a_table"),
    "dict_": Said("a_table"),
    "date_": Said("a_day"),
}
"""What is expected, by the beginning of the name of pydantic's complaint."""


def _figure(bound: float) -> str:
    return f"{bound:g}"


def all_read(
    files: Mapping[str, Path],
    own: Collection[Path],
    load: Callable[[Path], Spec],
    report: Callable[[Figure], None] | None,
) -> list[Spec]:
    """What each of the files says. One of the user's own that is broken is left out, and report is given why; without
    report, and for a shipped one, its error is raised. own: the folders of the user's own.
    """
    found = []
    for folder in own if report else ():
        if closed := why_closed(folder):
            _tell(Said("folder_left_out", {"folder": shown(str(folder)), "why": because(closed)}), report)
    for path in files.values():
        try:
            found.append(load(path))
        except CoachError as problem:
            if report is None or path.parent not in own:
                raise
            _tell(Said("file_left_out", {"problem": problem.said}), report)
    return found


def _tell(what: Said, report: Callable[[Figure], None] | None) -> None:
    if report is not None and repr(what) not in _said:
        _said.add(repr(what))
        report(what)


_said: set[str] = set()
"""What was said of what is broken: a command that looks at all of them twice says it once."""


def in_folders(*folders: Path) -> dict[str, Path]:
    """Id to file; what lies in a later folder wins over what has the same name in an earlier one."""
    found: dict[str, Path] = {}
    for folder in folders:
        found |= {path.stem: path for path in files_in(folder, ".toml")}
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
    hint = Said("did_you_mean", {"names": either(near)}) if near else Said("shown_by", {"command": kind.listed_by})
    raise kind.error(Said("no_such", {"kind": kind.said, "name": quoted(name), "hint": hint}))
