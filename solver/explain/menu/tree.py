"""Changes of an instance as a JSON tree: what stands at a pointer, and the instance with other values there."""

from collections.abc import Sequence
from typing import Any

from solver.domain.finding import Severity
from solver.domain.instance import Instance
from solver.explain.menu.documents import Change
from solver.validation import validate

Tree = dict[str, Any]


def tree_of(instance: Instance) -> Tree:
    """Return an instance as a JSON tree, defaults included."""
    return instance.model_dump(mode="json", by_alias=True)


def value_at(tree: Tree, pointer: str) -> Any:
    """Return the value at a pointer. Raises KeyError or IndexError where there is none."""
    value: Any = tree
    for part in _parts(pointer):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def changed(instance: Instance, changes: Sequence[Change]) -> Instance | None:
    """Return the instance with changes; none where validation finds an error in it then."""
    tree = tree_of(instance)
    for change in changes:
        *way, last = _parts(change.pointer)
        holder: Any = tree
        for part in way:
            holder = holder[int(part)] if isinstance(holder, list) else holder[part]
        holder[int(last) if isinstance(holder, list) else last] = change.after
    asked = Instance.model_validate(tree)
    refused = any(finding.severity is Severity.ERROR for finding in validate(asked))
    return None if refused else asked


def _parts(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
