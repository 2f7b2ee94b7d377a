# `make plan` and `make test` are all that a newcomer needs; both set up .venv first, once per change of the lock.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: plan test check full mutants pictures lock

plan: $(VENV)/.plan
	$(BIN)/zutuan solve kezhou --out out/kezhou

test: $(VENV)/.develop
	$(BIN)/python -m pytest

check: $(VENV)/.develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

full: $(VENV)/.develop
	ZUTUAN_RANDOM_INSTANCES=3000 $(BIN)/python -m pytest tests/solver/test_random_instances.py tests/solver/explain/test_certificate.py
	$(BIN)/python -m benchmarks.run long
	$(BIN)/python -m benchmarks.faults --jobs 200 --kills 20 $(if $(filter 0,$(shell id -u)),--full-disk)
	$(BIN)/python -m benchmarks.generated --requests 20000
	$(MAKE) mutants

# About an hour of CPU; what has been judged is kept in mutants/ and not judged again. Figures and survivors: docs/mutation.md.
mutants: $(VENV)/.develop
	PATH="$(CURDIR)/$(BIN):$$PATH" nice python -m tests.mutants make
	nice $(BIN)/python -m tests.mutants judge
	$(BIN)/python -m tests.mutants report

pictures: $(VENV)/.develop
	$(BIN)/python -m instances.pages docs/programmes

lock: $(VENV)/.develop
	$(BIN)/uv pip compile pyproject.toml --group build $(LOCK) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group build --group dev -c requirements.lock $(LOCK) -o requirements-dev.lock
LOCK := --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate

$(VENV)/.plan: requirements.lock | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.develop: requirements-dev.lock | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements-dev.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "zutuan needs Python 3.11 or newer; '$(PYTHON)' is none. Name one: make PYTHON=python3.12 plan"; exit 1; }
	$(PYTHON) -m venv $(VENV)
