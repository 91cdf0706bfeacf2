# Everything a developer runs. A machine with Python 3.11 and make is enough; what is up to date is not done again.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
BIN := .venv/bin
RUN := $(BIN)/python
export PATH := $(CURDIR)/$(BIN):$(PATH)
# A machine that keeps no compiled modules compiles all of Wagtail at every start: ten seconds instead of two.
unexport PYTHONDONTWRITEBYTECODE

MESSAGES := locale/da/LC_MESSAGES/django
POSTGRES_URL := postgres://postgres@127.0.0.1:5432/postgres
REDIS_URL := redis://127.0.0.1:6379/15

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test test-postgres lint bench translations lock audit

help:  ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# -- set-up -----------------------------------------------------------------------------------------------------------

setup: .venv/.stamp-requirements node_modules/.stamp $(MESSAGES).mo  ## Install what the locks name, compile the texts

.venv/.stamp-python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 is needed: install it, or name it with make PYTHON=/path/to/python3.11."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is too old: install Python 3.11, or name it with make PYTHON=/path/to/python3.11."; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.stamp-requirements: requirements.txt requirements-dev.txt .venv/.stamp-python
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-dev.txt
	@touch $@

node_modules/.stamp: package-lock.json .npmrc .venv/.stamp-requirements
	@$(BIN)/npm ci --no-progress --loglevel error
	@touch $@

%.mo: %.po .venv/.stamp-requirements
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale da

# -- run --------------------------------------------------------------------------------------------------------------

demo: setup  ## Run the product with demo data on 127.0.0.1:$PORT
	@exec $(RUN) manage.py run_demo --port $(PORT)

bench: setup  ## Measure the speed of imports, standings, certificates and lists
	$(RUN) -m tests.benchmarks

# -- check ------------------------------------------------------------------------------------------------------------

test: setup  ## Run the whole suite, browser tests included; ARGS="-k words" picks some
	@$(RUN) tests/chromium.py
	$(RUN) -m pytest --numprocesses auto --dist worksteal $(ARGS)

test-postgres: export DATABASE_URL ?= $(POSTGRES_URL)
test-postgres: export CELERY_BROKER_URL ?= $(REDIS_URL)
test-postgres: setup  ## Run the same suite on PostgreSQL and Redis
	@$(RUN) tests/servers.py
	@$(RUN) tests/chromium.py
	$(RUN) -m pytest --numprocesses auto --dist worksteal $(ARGS)

lint: setup  ## Check style, types, templates, migrations and translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/djlint templates --check --lint --quiet
	$(RUN) manage.py makemigrations --check --dry-run
	$(RUN) manage.py translations --check

audit: setup  ## Ask whether a locked package has a known weakness
	$(BIN)/pip-audit --requirement requirements.txt --disable-pip

# -- change -----------------------------------------------------------------------------------------------------------

translations: setup  ## Bring the Danish catalogue up to date with the code and compile it
	$(RUN) manage.py translations

lock: setup  ## Write the lock files anew from the .in files and package.json
	$(BIN)/uv pip compile --generate-hashes --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile --generate-hashes --python-version 3.11 requirements-dev.in -o requirements-dev.txt
	$(BIN)/npm install --package-lock-only --no-progress
