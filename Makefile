# Every verb sets up its own .venv first; once that is done it costs nothing.
# Another interpreter: make demo PYTHON=python3.12

PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check

.PHONY: demo run test soak check format

demo: .venv/.runtime  ## the office, its people and their phones, on this machine alone
	@$(BIN)/nhacviec demo --port $(PORT)

run: .venv/.runtime  ## the service, with the settings of config.env
	@$(BIN)/nhacviec run

test: .venv/.dev  ## every test
	@$(BIN)/pytest -q -n 2

soak: .venv/.dev  ## ten quarters of small offices and a year of a large one, each with its own chance; an hour
	@for seed in $$(seq 1 10); do \
		$(BIN)/nhacviec simulate --people 60 --tasks 150 --months 3 --seed $$seed || exit 1; \
	done
	@$(BIN)/nhacviec simulate --people 300 --tasks 3000 --seed 21

check: .venv/.dev  ## format, lint, types, import contracts, then every test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n 2

format: .venv/.dev  ## puts the code into its shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Nhắc Việc needs Python 3.11 or newer; try: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python has no venv; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.runtime: .venv/.made requirements.lock pyproject.toml
	@echo "Installing what the service needs (the first time takes a minute) …"
	@$(INSTALL) -r requirements.lock
	@$(INSTALL) --no-deps -e .
	@touch $@

.venv/.dev: .venv/.made requirements-dev.lock pyproject.toml
	@echo "Installing what the service and its tests need (the first time takes two minutes) …"
	@$(INSTALL) -r requirements-dev.lock
	@$(INSTALL) --no-deps -e .
	@touch $@ .venv/.runtime
