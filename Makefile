PY ?= python3
LANGUAGE = fi
PORT = 3978
BIN := .venv/bin
# Where Python may not keep what it compiled, as in many container images, every start compiles all of it anew.
unexport PYTHONDONTWRITEBYTECODE
# Python compiles what it imports when it first does. The pip that comes with Python 3.11 needs twice as long; where there
# is one, it brings ours, and none is unpacked and compiled before.
OURS = --disable-pip-version-check install -q --no-compile --require-hashes -r requirements-pip.lock
PIP = $(BIN)/python -m pip --disable-pip-version-check install -q
INSTALL = $(PIP) --no-compile --require-hashes
# Three workers on two cores, because tests wait too, each with a database of its own; one where one is given.
TOGETHER = $(if $(LATU_TEST_DATABASE_URL),,-n 3 --dist worksteal)

help:            ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*##/  —/' | sort

.venv/.ok: requirements-pip.lock requirements.lock pyproject.toml
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Latu needs Python 3.11 or newer: make PY=/path/to/python"; exit 1; }
	@$(PY) -c 'import ensurepip, venv' || { echo "This Python has no venv: install it (Debian: apt install python3-venv)"; exit 1; }
	@$(PY) -c 'import platform, sys; sys.exit(sys.platform != "darwin" and platform.libc_ver()[0] != "glibc")' || { echo "Latu runs on Linux with glibc (Debian, Ubuntu, WSL) and on macOS: there is no PostgreSQL package for this system."; exit 1; }
	@$(PY) -m venv --without-pip .venv
	@$(PY) -m pip --python $(BIN)/python $(OURS) 2>/dev/null || { $(PY) -m venv .venv && $(BIN)/python -m pip $(OURS); }
	$(INSTALL) -r requirements.lock || { echo "Some package was not installed: check the network, and that the processor is x86_64 or arm64."; exit 1; }
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.ok requirements-dev.lock
	$(INSTALL) -r requirements-dev.lock
	@touch $@

setup: .venv/.ok ## the virtual environment, with .venv/bin/latu

run: setup playground/static/.ok ## watch an idea live in both local chats (LANGUAGE=fi, sv or en)
	@$(BIN)/python -m playground --language $(LANGUAGE) --port $(PORT)

playground/static/.ok: playground/web/package-lock.json .venv/.ok
	@command -v npm >/dev/null || $(INSTALL) -r requirements-node.lock
	@$(BIN)/python -m playground.vendor
	@touch $@

reset: setup     ## forget the data of make run
	@$(BIN)/python -m playground --reset

screenshots: .venv/.tests ## pictures of both chats, into docs/pictures/ and for the public page into adapters/web/pictures/
	$(BIN)/python -m playground.pictures
	$(BIN)/python -m playground.guide

lint: .venv/.dev ## style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@# On a busy machine one of two may be late and end both; then one alone does it.
	$(BIN)/mypy --num-workers 2 || $(BIN)/mypy
	$(BIN)/lint-imports

.venv/.tests: .venv/.dev playground/static/.ok
	@$(BIN)/python -m playground.vendor --tests
	@touch $@

test: lint .venv/.tests ## everything that must hold before a change lands
	$(BIN)/pytest $(TOGETHER)

test-long: .venv/.tests ## kill, outage, fuzz and load in their long forms
	$(BIN)/pytest -m 'long or not long'

bench: .venv/.tests ## what a start, a click, crowds, ten thousand questions at nine o'clock and five hundred digests cost
	$(BIN)/python -m tests.benchmarks

format: .venv/.dev ## let ruff arrange the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/.dev ## bring the catalogues in line with the sentences in the code
	@mkdir -p var
	$(BIN)/pybabel -q extract -k say -k say_n:1,2 -k say_in:1c,2 --no-location --sort-output --no-wrap --omit-header -o var/messages.pot bot adapters playground
	$(BIN)/pybabel -q update -i var/messages.pot -d bot/locales --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date

rules: .venv/.dev ## write docs/platform-rules-status.md from the names of the tests
	$(BIN)/python -m tests.platform_rules

LOCKED = --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
lock:            ## pin every dependency anew, with hashes (needs uv)
	uv pip compile $(LOCKED) pyproject.toml build.in -o requirements.lock
	uv pip compile $(LOCKED) -c requirements.lock --group pyproject.toml:dev -o requirements-dev.lock
	uv pip compile $(LOCKED) node.in -o requirements-node.lock
	uv pip compile $(LOCKED) pip.in -o requirements-pip.lock

.PHONY: help setup run reset screenshots lint test test-long bench format messages rules lock
.DEFAULT_GOAL := help
