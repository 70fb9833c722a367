"""The pose models: which there are, where they lie, how they get here, whether they are whole."""

from coach.sources.pose_models.catalogue import Model, catalog
from coach.sources.pose_models.fetching import ensure, fetch
from coach.sources.pose_models.store import Status, location, remove, status, verify
from coach.sources.pose_models.wheel import Progress

__all__ = ["Model", "Progress", "Status", "catalog", "ensure", "fetch", "location", "remove", "status", "verify"]
