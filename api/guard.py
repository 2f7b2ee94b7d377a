"""What is looked at before any route: under which name the service is called, from which page, and who guesses tokens.

A page of any site can send requests to a server on the visitor's own machine; a name that leads to 127.0.0.1 makes it even
read the answers. So names are allowed one by one, and pages of others cannot write.
"""

import ipaddress
import time
from collections.abc import Callable

from starlette.requests import Request

from api.problems import Problem
from api.settings import ServiceSettings

READING = frozenset({"GET", "HEAD", "OPTIONS"})
FORMS = frozenset({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
"""What a page may send anywhere without being asked about it (Fetch standard: CORS-safelisted)."""
LOOPBACK_NAMES = frozenset({"localhost"})
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers of a request that a proxy has passed on: it comes from somewhere else, whatever the address says."""

ATTEMPTS = 10
WINDOW_SECONDS = 60.0
MOST_REMEMBERED = 10_000


def check_host(request: Request, settings: ServiceSettings) -> None:
    """Raise Problem where the Host header is a name that is not ours; addresses cannot be rebound, and are."""
    name = host_name(request.headers.get("host", ""))
    if name in LOOPBACK_NAMES or name in settings.hosts or name == settings.host or _is_address(name):
        return
    raise Problem("bad_host")


def check_origin(request: Request) -> None:
    """Raise Problem where a page of another site writes; a form, which any page may send, is none of our bodies."""
    if request.method in READING:
        return
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in FORMS:
        raise Problem("media_type", wanted="application/json")
    if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        raise Problem("foreign_page")
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2].lower() != request.headers.get("host", "").lower():
        raise Problem("foreign_page")


def host_name(host: str) -> str:
    """Return the name in a Host header, without port and brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def from_this_machine(request: Request, settings: ServiceSettings) -> bool:
    """Whether a request needs no token: the service listens on loopback only, and no proxy stands in between."""
    return settings.loopback and not settings.require_tokens and not any(name in request.headers for name in FORWARDED)


class Attempts:
    """Refused tokens by address; too many, and the address has to wait."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._refused: dict[str, list[float]] = {}

    def check(self, address: str) -> None:
        """Raise Problem where an address has had too many tokens refused lately."""
        recent = self._recent(address)
        if len(recent) >= ATTEMPTS:
            wait = max(int(recent[0] + WINDOW_SECONDS - self._clock()), 1)
            raise Problem("too_many_attempts", seconds=wait, headers={"Retry-After": str(wait)})

    def refused(self, address: str) -> None:
        """Remember a refused token."""
        if len(self._refused) >= MOST_REMEMBERED:
            self._refused.pop(next(iter(self._refused)))
        self._refused[address] = [*self._recent(address), self._clock()]

    def _recent(self, address: str) -> list[float]:
        since = self._clock() - WINDOW_SECONDS
        return [at for at in self._refused.get(address, ()) if at > since]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
