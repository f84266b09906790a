# make demo    the whole program once, offline: build, generate, validate, metrics, inspect
# make test    lint, types and all tests
# make setup   only .venv and the base install
# make clean   remove .venv, caches and everything generated

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/synthetic-datagen
DEMO := output/demo.jsonl
INSTALL := $(BIN)/python -m pip install --quiet --compile --disable-pip-version-check -c constraints.txt

# Imports cost several times more at every start where no bytecode may be written.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test clean

setup: $(VENV)/.base

demo: $(VENV)/.base
	$(RUN) build --data data/seed_tools.json
	$(RUN) generate --n 50 --seed 42 --mode mixed --output $(DEMO) --overwrite
	$(RUN) validate --input $(DEMO)
	$(RUN) metrics --input $(DEMO)
	$(RUN) inspect --input $(DEMO) --limit 1 --verbose

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find artifacts output -mindepth 1 ! -name .gitkeep -delete
	find synthetic_datagen benchmarks -name __pycache__ -prune -exec rm -rf {} +

# Each stamp is newer than all it depends on once its install is done: the second run does nothing.
$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; name one with: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.base: $(VENV)/.python pyproject.toml constraints.txt
	$(INSTALL) -e .
	$(BIN)/python -m compileall -q synthetic_datagen
	@touch $@

$(VENV)/.dev: $(VENV)/.base
	$(INSTALL) -e '.[dev,embeddings]'
	@touch $@
