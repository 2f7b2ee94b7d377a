"""Removing everything that the store holds of a person; whoever runs the service does it, by `zutuan purge`."""

from api.purge.documents import InUse, Purged, Removed, SeveralGroups, Unfinished
from api.purge.purge import purge

__all__ = ["InUse", "Purged", "Removed", "SeveralGroups", "Unfinished", "purge"]
