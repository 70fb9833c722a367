"""Files in which people write what there is to do: found by name, read, and said clearly what is wrong with one."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from coach.errors import CoachError


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
    if not path.exists():
        raise kind.error(f"{path}: there is no such {kind.name} file; '{kind.listed_by}' shows the {kind.name}s.")
    try:
        return spec.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except IsADirectoryError:
        raise kind.error(f"{path}: this is a folder; name one {kind.name} file (*.toml) in it.") from None
    except OSError as error:
        raise kind.error(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError:
        raise kind.error(
            f"{path}: is not text in UTF-8; {kind.article} {kind.name} file is a TOML text file."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise kind.error(f"{path}: is not valid TOML: {error}.") from None
    except ValidationError as error:
        raise kind.error(explain(path, error)) from None


def require_own_name(path: Path, kind: Kind, read: Named) -> None:
    """Raises the kind's error where the id is not the file's own name."""
    if read.id != path.stem:
        raise kind.error(f"{path}: id: expected {path.stem!r}, the file's own name; found {read.id!r}.")


def explain(path: Path, error: ValidationError) -> str:
    """What is wrong with a file from a person, in one sentence: file, key, expected, found."""
    problems = []
    for item in error.errors():
        key = ".".join(str(part) for part in item["loc"]) or "the whole file"
        if item["type"] == "extra_forbidden":
            problems.append(f"{key}: unknown key; check its spelling")
        elif item["type"] == "missing":
            problems.append(f"{key}: is missing")
        elif item["type"] == "value_error":
            problems.append(f"{key}: {item['ctx']['error']}")
        else:
            problems.append(f"{key}: expected {_expected(item['msg'])}; found {item['input']!r}")
    return f"{path}: " + "; ".join(problems) + "."


def _expected(message: str) -> str:
    for opening in ("Input should be ", "String should ", "Value should "):
        if message.startswith(opening):
            return message.removeprefix(opening)
    return message


def in_folders(shipped: Path, own: Path) -> dict[str, Path]:
    """Id to file: the shipped ones, then the user's own, which win over a shipped one of the same name."""
    found = {path.stem: path for path in sorted(shipped.glob("*.toml"))}
    if own.is_dir():
        found |= {path.stem: path for path in sorted(own.glob("*.toml"))}
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
    raise kind.error(f"There is no {kind.name} {name!r}; {suggestion}")
