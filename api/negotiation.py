"""Which format of a plan a request wants: `?format=`, else the best match of its Accept header (RFC 9110, 12.5.1)."""

from fastapi import Request

from api.exports import MEDIA_TYPES
from api.problems import Problem


def wanted_format(request: Request, named: str | None) -> str:
    """Return the format; JSON where nothing is said. Raises Problem where Accept names none of ours."""
    if named is not None:
        return named
    accept = request.headers.get("accept", "").strip() or "*/*"
    weights = {kind: _weight(accept, media_type) for kind, media_type in MEDIA_TYPES.items()}
    best = max(weights, key=lambda kind: weights[kind])
    if not weights[best]:
        raise Problem("not_acceptable", formats=", ".join(MEDIA_TYPES.values()))
    return best


def _weight(accept: str, media_type: str) -> float:
    """Return the weight of a media type: that of the most specific range that covers it."""
    family = media_type.split("/")[0]
    found: dict[int, float] = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        rank = {"*/*": 1, f"{family}/*": 2, media_type: 3}.get(name)
        if rank is not None:
            found[rank] = _quality(parameters)
    return found[max(found)] if found else 0.0


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
