"""The service behind nginx with TLS, by the configuration of the documentation: everything works, and nothing gets around it."""

import os
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

import instances
from api.client import Client
from api.roles import Role
from api.store import open_store
from api.tokens import Tokens
from benchmarks.service import Service, running
from solver.load import load_instance
from solver.settings import Settings

pytestmark = pytest.mark.proxy
DOCUMENTED = Path(__file__).parents[3] / "docs" / "deployment.md"
NAME = "zutuan.example"
AROUND = """daemon off; pid {0}/pid; error_log {0}/error.log; worker_processes 1; {2}
events {{}}
http {{
access_log {0}/access.log; client_body_temp_path {0}/body; proxy_temp_path {0}/proxy; fastcgi_temp_path {0}/fcgi;
uwsgi_temp_path {0}/uwsgi; scgi_temp_path {0}/scgi;
{1}
}}"""


@dataclass(frozen=True)
class Behind:
    """A service, and the address of its proxy."""

    service: Service
    url: str
    token: str
    trusted: ssl.SSLContext

    def client(self) -> Client:
        return Client(self.url, self.token, verify=self.trusted, patience=120)

    def ask(self, method: str, path: str, **how: object) -> httpx.Response:
        """Ask as a browser that was given the name."""
        headers = {"Host": f"{NAME}:{httpx.URL(self.url).port}", **how.pop("headers", {})}
        with httpx.Client(base_url=self.url, verify=self.trusted, trust_env=False, timeout=60) as http:
            return http.request(method, path, headers=headers, **how)


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    folder = tmp_path_factory.mktemp("proxied")
    store = open_store(f"sqlite:///{folder / 'zutuan.db'}")
    _, token = Tokens(store).create(Role.PLANNER, "east")
    store.close()
    told = {"require_tokens": "true", "allowed_hosts": NAME}
    with running(folder, workers=1, **told) as service:
        port = _free_port()
        nginx = _nginx(folder, service.port, port)
        try:
            trusted = ssl.create_default_context(cafile=str(folder / "tls.crt"))
            yield Behind(service, f"https://127.0.0.1:{port}", token, trusted)
        finally:
            nginx.terminate()
            nginx.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _nginx(folder: Path, service: int, port: int) -> subprocess.Popen[bytes]:
    """Start nginx as the documentation says, with other ports and a certificate of its own."""
    found = re.search(r"```nginx\n(.*?)```", DOCUMENTED.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    there = found[1].replace("/etc/zutuan/", f"{folder}/").replace("127.0.0.1:8000", f"127.0.0.1:{service}")
    own = there.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    (folder / "nginx.conf").write_text(AROUND.format(folder, own, "user root;" if os.geteuid() == 0 else ""))
    names = f"subjectAltName=DNS:{NAME},IP:127.0.0.1"
    key = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={NAME}", "-addext", names)
    files = ("-keyout", folder / "tls.key", "-out", folder / "tls.crt")
    subprocess.run(["openssl", *key, *files], check=True, capture_output=True)
    nginx = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf"])
    until = time.monotonic() + 60
    while not (folder / "pid").exists() and time.monotonic() < until:
        time.sleep(0.05)
    return nginx


def test_a_job_is_followed_event_by_event(behind: Behind) -> None:
    with behind.client() as client:
        job = client.submit(load_instance(instances.text("kezhou")), Settings(seconds=600, workers=1))
        kinds = []
        for event in client.follow(job.id):
            kinds.append(event.kind)
            if event.kind == "incumbent" and "stopped" not in kinds:  # it arrived long before the search would end
                client.stop(job.id)
                kinds.append("stopped")
        assert kinds[-1] == "done"
        assert kinds.index("incumbent") < kinds.index("stopped")
        assert client.plan(job.id).tours
        assert client.plan_file(job.id, "xlsx").startswith(b"PK")


def test_nobody_comes_in_without_a_token(behind: Behind) -> None:
    assert behind.ask("GET", "/v1/jobs").status_code == 401
    assert behind.ask("GET", "/v1/jobs", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 401
    assert behind.ask("GET", "/healthz").status_code == 200
    known = behind.ask("GET", "/v1/jobs", headers={"Authorization": f"Bearer {behind.token}"})
    assert known.status_code == 200
    assert known.headers["strict-transport-security"]
    assert known.headers["x-content-type-options"] == "nosniff"
    assert "server" not in known.headers or "uvicorn" not in known.headers["server"]


def test_whoever_guesses_cannot_pretend_to_be_others(behind: Behind) -> None:
    """The proxy overwrites the address that a client claims: guessing from many addresses is guessing from one."""
    for number in range(12):
        forged = {"Authorization": "Bearer zutuan_1_2", "X-Forwarded-For": f"203.0.113.{number}"}
        last = behind.ask("GET", "/v1/jobs", headers=forged)
    assert last.status_code == 429
    behind.service.end()  # attempts are counted in the server's memory
    behind.service.start()


def test_names_pages_and_sizes_are_looked_at(behind: Behind) -> None:
    token = {"Authorization": f"Bearer {behind.token}"}
    port = httpx.URL(behind.url).port
    assert behind.ask("GET", "/v1/jobs", headers=token | {"Host": "evil.example"}).status_code == 400
    body = {"json": {"instance": {}}}
    own = behind.ask("POST", "/v1/validate", headers=token | {"Origin": f"https://{NAME}:{port}"}, json={})
    assert own.status_code == 200
    foreign = behind.ask("POST", "/v1/jobs", headers=token | {"Origin": "https://evil.example"}, **body)
    assert foreign.status_code == 403
    large = behind.ask(
        "POST", "/v1/jobs", headers=token | {"Content-Type": "application/json"}, content=b"x" * (101 << 20)
    )
    assert large.status_code == 413
    assert behind.ask("GET", "/metrics", headers=token).status_code == 404


def test_a_server_that_dies_is_not_noticed_by_a_client(behind: Behind) -> None:
    with behind.client() as client:
        for process in behind.service.children("api.serving"):
            process.kill()
        job = client.submit(load_instance(instances.text("demo")), Settings(seconds=5, workers=1), name="through")
        assert [event.kind for event in client.follow(job.id)][-1] == "done"
        assert [one.id for one in client.jobs(name="through").items] == [job.id]
