# Accord: what to do with a fresh clone. `make` alone lists the targets.
#
# It needs Python 3.11 or newer and make. All it installs goes into $(VENV), in the exact versions of locks/, each
# checked against its hash; only the tests ask the system for something: a Chromium to open the page in, and Java and
# Maven for a Neo4j server, whose libraries go into build/neo4j.

PYTHON ?= python3
VENV ?= .venv
PYTEST_ARGS ?=
WORKERS ?= 2
ROUNDS ?= 1
SHELL := /bin/bash

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Modules are compiled when they are first imported: most never are, and would take 60 MB and a third of the time.
INSTALL := $(PIP) install --no-compile
# A stamp is newer than what it was made from, or its step runs again.
MADE := $(VENV)/pyvenv.cfg
RUN := $(VENV)/installed-run
DEV := $(VENV)/installed-dev
TYPES := $(VENV)/types/installed
TSC := $(VENV)/types/node_modules/.bin/tsc

UV_VERSION := 0.13.9
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE) pyproject.toml

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test fuzz golden check format messages reference site gephi versions bench lock browser shells neo4j clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-17s %s\n", $$1, $$2 }'

demo: $(RUN) ## install into .venv, answer questions from the sample documents, write a page
	@$(BIN)/accord demo

test: $(DEV) browser shells neo4j ## install what the tests need, and run them (PYTEST_ARGS="-k who" for some; WORKERS=4 at once)
	@$(BIN)/python -m pytest -n $(WORKERS) $(PYTEST_ARGS)

# Closed streams, escapes, Ctrl-C and growth are no property tests: they run once, growth with parts of 1 MB.
HARDER = tests/accord/test_escapes.py tests/accord/test_interruption.py tests/accord/test_cli.py \
  tests/loaders/inputs/test_growth.py tests/queries/test_growth.py
fuzz: $(DEV) browser neo4j ## run the property tests with fresh seeds (ROUNDS=10), terminal tests, and growth at 1 MB
	@for round in $$(seq $(ROUNDS)); do \
	  $(BIN)/python -m pytest -n $(WORKERS) -m hypothesis --hypothesis-profile=fuzz --hypothesis-seed=$$RANDOM$$RANDOM \
	    $(PYTEST_ARGS) || exit 1; done
	@ACCORD_GROWTH_CHARACTERS=1000000 $(BIN)/python -m pytest -n $(WORKERS) $(HARDER)
	@$(BIN)/python bench/reading/growth.py --bar

golden: $(DEV) ## write anew what commands print for the sample (tests/data/golden); read the diff
	@ACCORD_UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests/test_golden.py

check: $(DEV) $(TYPES) ## lint, formatting, types, direction of imports, names and folders
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_architecture.py
	$(TSC) --project tools/types

format: $(DEV) ## format the code, and mend what the linter can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(DEV) ## extract what Accord says, bring its French up to date, compile it
	@$(BIN)/python tools/messages.py

reference: $(DEV) ## write what documents show: reference, sessions, notebooks, manual page
	@$(BIN)/python tools/question_methods.py
	@$(BIN)/python tools/reference.py
	@$(BIN)/python tools/notebooks.py

site: $(DEV) ## build the documents as a site in both languages (build/site), which opens from a disk
	@$(BIN)/python -W ignore tools/site/build.py build/site && echo 'Open build/site/index.html'

gephi: $(DEV) ## open exports of the sample in Gephi's own toolkit (83 MB by Maven), and count what it has of them
	@$(BIN)/python tests/viz/export/gephi/check.py

versions: $(DEV) ## build the wheel, and try it under each Python from 3.11 on that is here (PATH, pyenv)
	@VENV=$(VENV) .ci/versions

# All scripts but what others make their data with, what takes long, and what measures files that are not here.
APART := audits change cold crossings free_text generate graphs growth install kills mapping needs questions readers server status stress themes
BENCHES = $(filter-out $(APART:%=bench/%.py),$(sort $(wildcard bench/*.py)))

bench: $(DEV) browser neo4j ## measure: time and memory of commands, suggestions, tables, the page, a server
	@for script in $(BENCHES); do echo "$$script"; \
	  $(BIN)/python "$$script" || exit 1; done

lock: $(DEV) ## pin the dependencies anew (UPGRADE=--upgrade to the newest versions)
	$(PIP) install uv==$(UV_VERSION)
	$(COMPILE) --group build --output-file locks/run.lock
	$(COMPILE) --group build --group dev --constraints locks/run.lock --output-file locks/dev.lock

clean: ## remove .venv and all that tools leave behind
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find accord graph loaders queries viz tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Accord needs Python 3.11 or newer, and "$(PYTHON)" is not. Name one that is: make PYTHON=python3.12 ...' >&2; \
	  exit 1; }
	@echo 'Making $(VENV) ...'
	@$(PYTHON) -m venv $(VENV) || { \
	  echo '"$(PYTHON)" cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv' >&2; \
	  rm -rf $(VENV); exit 1; }

$(RUN): $(MADE) locks/run.lock pyproject.toml
	@echo 'Installing Accord and what it runs on ...'
	@$(INSTALL) --require-hashes --requirement locks/run.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUN) locks/dev.lock
	@echo 'Installing what tests and checks need ...'
	@$(INSTALL) --require-hashes --requirement locks/dev.lock
	@touch $@

# The page's scripts are JavaScript whose comments say its types; TypeScript checks them, and makes nothing of them.
$(TYPES): $(MADE) tools/types/package.json tools/types/package-lock.json
	@.ci/packages 'TypeScript checks the types of the page, by Node.js 18 or newer.' 'npm' 'nodejs npm'
	@echo 'Installing TypeScript ...'
	@mkdir -p $(VENV)/types && cp tools/types/package.json tools/types/package-lock.json $(VENV)/types/
	@npm ci --prefix $(VENV)/types --no-audit --no-fund --silent
	@touch $@

# The tests open the page in a real browser: a Chromium on the PATH, or else Debian's.
browser:
	@.ci/packages 'The tests open a page in Chromium.' 'chromium' 'chromium fonts-dejavu-core'

# The tests press Tab in real shells, and read the manual page with mandoc.
shells:
	@.ci/packages 'The tests complete commands in shells.' 'zsh fish mandoc setsid' 'zsh fish mandoc util-linux'

# The tests ask a real Neo4j server, and check PDF files with veraPDF: libraries come by Maven, once; Java 17 or newer.
neo4j: $(DEV)
	@.ci/packages 'The tests start a Neo4j server.' 'mvn java' 'maven default-jdk-headless'
	@$(BIN)/python -m tests.neo4j_server.server
	@$(BIN)/python -m tests.viz.brief.verapdf.validator
