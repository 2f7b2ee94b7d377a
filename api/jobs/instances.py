"""Instances made ready for the store. A pure function of the document: large ones are packed in another process."""

from dataclasses import dataclass

from api.jobs.documents import InputMetrics
from api.jobs.measures import input_metrics
from api.store import Packed, packed
from solver.domain.instance import Instance


@dataclass(frozen=True)
class PackedInstance:
    """An instance that has been validated, packed and measured; plain data that processes can hand on."""

    name: str
    document: Packed
    metrics: InputMetrics


def pack_instance(instance: Instance) -> PackedInstance:
    """Return an instance ready for the store. It is the caller who has validated it."""
    return PackedInstance(instance.name, packed(instance), input_metrics(instance))
