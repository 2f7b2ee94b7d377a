"""A worker process: `python -m api.worker NAME`, with the settings in the environment; started by the supervisor."""

import signal
import sys
import threading

import structlog

from api.logs import configure_logs
from api.settings import ServiceSettings
from api.store import Store
from api.worker.worker import Worker
from solver.process.limits import die_with_parent


def main(name: str) -> None:
    """Serve jobs until SIGTERM, or until the supervisor is gone."""
    die_with_parent()
    settings = ServiceSettings()
    configure_logs(settings.log_level, name)
    ending = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ending.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the supervisor's, which sends SIGTERM
    structlog.get_logger(__name__).info("worker.started")
    Worker(Store(settings.database), settings, name, ending).run()


main(sys.argv[1])
