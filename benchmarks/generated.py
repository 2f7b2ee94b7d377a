"""Generated requests against a running service: `python -m benchmarks.generated --requests 1000`.

Schemathesis makes them from the interface's description: valid and invalid ones, and chains of them. None may end in a 5xx, and
every answer must be of a status, type and shape that is described. The service's own metrics say how many there were.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import instances
from benchmarks.service import Service, running

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
PER_EXAMPLE = 85
"""Requests that one more example of every operation makes, about; the fixed ones are some 15,000."""
FIXED = 14_500
EVERY_PHASE, QUICK_PHASES = "examples,coverage,fuzzing,stateful", "examples,fuzzing,stateful"
"""Fewer requests than the fixed ones do without them: these go through every limit of every field."""
KNOWN = """
[[operations]]
include-path-regex = "^/v1/jobs/\\\\{{id\\\\}}/"
parameters = {{ "path.id" = "{job}" }}

[[operations]]
include-path-regex = "^/v1/plans/"
parameters = {{ "path.id" = "{plan}" }}

[[operations]]
include-path-regex = "^/v1/instances/"
parameters = {{ "path.id" = "{instance}" }}
"""
"""What is stored before the first request, so that the routes of a finished job are reached."""


def tell(line: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str]) -> int:
    """Send requests until there were as many as asked for; return 1 where an answer was not as described."""
    parser = argparse.ArgumentParser(prog="benchmarks.generated")
    parser.add_argument("--requests", type=int, default=1000, help="at least so many")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    settings = {"queue_limit": "1000000", "max_seconds": "1"}
    began, code = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), workers=1, **settings) as service:
        config = Path(folder) / "schemathesis.toml"
        config.write_text(KNOWN.format(**finished_job(service)), encoding="utf-8")
        seed, answers = asked.seed, Counter[str]()
        while answers.total() < asked.requests and not code:
            phases = EVERY_PHASE if asked.requests >= FIXED else QUICK_PHASES
            fixed = FIXED if phases == EVERY_PHASE else 0
            examples = max(-(-(asked.requests - answers.total() - fixed) // PER_EXAMPLE), 1)
            code = send(service, config, phases, min(examples, 100), seed)
            seed, answers = seed + 1, answered(service)
    failed = {status: count for status, count in answers.items() if status.startswith("5")}
    tell(f"{answers.total()} requests in {time.monotonic() - began:.0f} s: {dict(sorted(answers.items()))}")
    return 1 if code or failed else 0


def finished_job(service: Service) -> dict[str, str]:
    """Let the service solve a tiny instance, keep its plan, and return the ids."""
    body = '{"settings": {"seconds": 1}, "instance": ' + instances.text("demo") + "}"
    headers = {"Content-Type": "application/json"}
    job = service.ask("POST", "/v1/jobs", content=body.encode(), headers=headers).json()
    while job["finished_at"] is None:
        time.sleep(0.2)
        job = service.ask("GET", f"/v1/jobs/{job['id']}").json()
    service.ask("POST", f"/v1/plans/{job['plan_id']}/keep")
    return {"job": job["id"], "plan": job["plan_id"], "instance": job["instance_id"]}


def send(service: Service, config: Path, phases: str, examples: int, seed: int) -> int:
    """Send the requests of some phases, with so many examples of every operation; return the exit code."""
    program = Path(sys.executable).with_name("schemathesis")
    options = {
        "--phases": phases,
        "--checks": CHECKS,
        "--max-examples": examples,
        "--seed": seed,
        "--request-timeout": 30,
    }
    flags = ["--no-color", "--no-shrink", "--continue-on-failure", "--generation-database=none"]
    given = [str(part) for option in options.items() for part in option]
    command = [str(program), "--config-file", str(config), "run", service.url("/openapi.json"), *given, *flags]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=config.parent)
    if done.returncode:
        tell(f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}")
    return done.returncode


def answered(service: Service) -> Counter[str]:
    """Return how many requests the service has answered, by status."""
    found: Counter[str] = Counter()
    text = service.ask("GET", "/metrics").text
    for status, count in re.findall(r'^zutuan_http_requests_total\{.*status="(\d+)"\} ([\d.e+]+)$', text, re.MULTILINE):
        found[status] += int(float(count))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
