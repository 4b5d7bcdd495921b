# make try    sets up, checks the sample story, writes its reading page
# make test   sets up, and runs every check that a change must pass
# make help   lists the rest

PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared
JOBS ?= auto

.DEFAULT_GOAL := help
.PHONY: help try test train lint format locale docs bench desks score soak kills ray clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

# Each stamp is newer than pyproject.toml once what it stands for is installed. The source is compiled as pip compiles
# what it installs, so that no first start has to.
.venv/pip:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing; install Python 3.11 or later" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is too old; give another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --upgrade 'pip>=25.1'
	@touch $@

.venv/runtut: .venv/pip pyproject.toml
	$(BIN)/pip install -q --disable-pip-version-check -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

.venv/dev: .venv/pip pyproject.toml
	$(BIN)/pip install -q --disable-pip-version-check -e . --group dev
	@$(BIN)/python -m compileall -q src
	@touch $@ .venv/runtut

.venv/bench: .venv/dev
	$(BIN)/pip install -q --disable-pip-version-check --group bench
	@touch $@

.venv/docs: .venv/dev
	$(BIN)/pip install -q --disable-pip-version-check --group docs
	@touch $@

try: .venv/runtut ## set up, check the sample story, write its reading page
	@mkdir -p out
	@echo; echo '$$ runtut check examples/jembatan.html'; echo
	@$(BIN)/runtut check examples/jembatan.html --fail-on never
	@$(BIN)/runtut read examples/jembatan.html --format html --output out/jembatan.html
	@echo; echo "The reading page is in $(CURDIR)/out/jembatan.html: open it in a browser."

test: .venv/dev ## set up, and run every check that a change must pass
	@.ci/browser
	@.ci/postgres
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache 
	$(BIN)/pytest -n $(JOBS) --dist worksteal -q

lint: .venv/dev ## style, types and import contracts alone
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache 

format: .venv/dev ## put the code in order
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

locale: .venv/dev ## gather the messages, update and compile the catalogues
	$(BIN)/python tools/catalogues.py

docs: .venv/docs ## the documentation site, into site/
	$(BIN)/python docs/generate.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict -q
	@echo "The documentation is in $(CURDIR)/site/index.html."

bench: .venv/bench ## time and cost of reading and checking
	$(BIN)/python benchmarks/bench.py

desks: .venv/dev ## fifty desks that type at once, and what is held over 10,000 checks
	$(BIN)/python benchmarks/desks_load.py

score: .venv/dev ## precision and recall on our gold stories, and on the shared ones where there are any
	$(BIN)/python evaluation/score.py --shared $(SHARED)

soak: .venv/dev ## read a folder or .jsonl of real stories and look for failures: make soak STORIES=...
	$(BIN)/python evaluation/soak.py $(STORIES)

kills: .venv/dev ## kill `archive add` fifty times on each kind of database, and let eight write and eight read at once
	@.ci/postgres
	RUNTUT_KILLS=50 RUNTUT_CROWD=8 $(BIN)/pytest -q -n 2 --timeout 3600 tests/test_archive_kills.py tests/test_archive_crowd.py

ray: .venv/dev ## the tests of reading on a Ray cluster, with a real one on this machine
	$(BIN)/pip install -q --disable-pip-version-check -e '.[ray]'
	RUNTUT_RAY=1 $(BIN)/pytest -q -n 0 tests/test_tables_of_records.py tests/test_archive_cluster.py

train: ## train the names reader anew and write it, its checksum and its report into the package; needs SHARED
	$(MAKE) -C training/names train SHARED=$(abspath $(SHARED)) PYTHON=$(PYTHON)

clean: ## remove what the other targets made
	rm -rf .venv out site build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
