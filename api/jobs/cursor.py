"""Cursors of lists: where the last page ended, opaque to clients."""

import base64
import binascii
import json

from api.errors import BadRequest


def cursor_of(at: float, row_id: str) -> str:
    """Return the cursor behind a row."""
    return base64.urlsafe_b64encode(json.dumps([at, row_id]).encode()).decode().rstrip("=")


def place_of(cursor: str) -> tuple[float, str]:
    """Return time and id of the row behind which a cursor stands. Raises BadRequest."""
    try:
        at, row_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return float(at), str(row_id)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise BadRequest(field="cursor", reason="unreadable") from error
