"""The pose models: which there are, where they lie, how they get here, whether they are whole."""

from coach.sources.models.catalogue import Model, catalog
from coach.sources.models.fetching import ensure, fetch
from coach.sources.models.store import Status, location, remove, status, verify
from coach.sources.models.wheel import Progress

__all__ = ["Model", "Progress", "Status", "catalog", "ensure", "fetch", "location", "remove", "status", "verify"]
