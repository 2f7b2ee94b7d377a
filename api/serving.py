"""The server process: `python -m api.serving FD`, on a socket that the supervisor has bound, settings in the environment."""

import socket
import sys
from types import FrameType

import structlog
import uvicorn

from api.app import create_app
from api.jobs import Jobs
from api.logs import configure_logs
from api.settings import ServiceSettings
from api.store import Store
from api.streams import Streams
from solver.process.limits import die_with_parent

IDLE_SECONDS = 15
"""How long a connection may stay open without a request."""


class Server(uvicorn.Server):
    """Ends the event streams at a signal: they would be waited for, and none ends by itself."""

    def __init__(self, config: uvicorn.Config, streams: Streams) -> None:
        super().__init__(config)
        self._streams = streams

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take note of a signal to end."""
        super().handle_exit(sig, frame)
        self._streams.end()


def main(descriptor: int) -> None:
    """Serve until SIGTERM, then finish what is open."""
    die_with_parent()
    settings = ServiceSettings()
    configure_logs(settings.log_level, "server")
    app = create_app(settings, Jobs(Store(settings.database), settings))
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,  # paths are typed by people; the app logs routes
        server_header=False,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=int(settings.grace_seconds),
    )
    structlog.get_logger(__name__).info("server.started")
    Server(config, app.state.service.streams).run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    main(int(sys.argv[1]))
