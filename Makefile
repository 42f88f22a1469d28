# Everything here runs in .venv, which the first target that needs it creates.
PYTHON ?= python3
TOPIC ?= Met police
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
DATA := $(VENV)/data
DOCS := README.md $(wildcard docs/*.md)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: brief test soak check format docs bench quality clean
export TOPIC

brief: $(VENV)/installed ## print a brief (TOPIC="county lines" for another)
	@$(BIN)/pqbrief --db $(DATA) brief -- "$$TOPIC"

test: $(VENV)/dev-installed ## run the test suite, as many files at a time as WORKERS says
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

soak: $(VENV)/dev-installed ## run the long tests, which make test leaves out
	$(BIN)/python -m pytest -m slow $(ARGS)

check: $(VENV)/dev-installed ## ruff, mypy strict, docs in step with the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/cog --check --check-fail-msg="run 'make docs'" -P $(DOCS)

format: $(VENV)/dev-installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/dev-installed ## write the commands' help, the sample brief and the scopes into README.md and docs
	$(BIN)/cog -r -P $(DOCS)

bench: $(VENV)/dev-installed ## timings of loading and briefing
	$(BIN)/python -m tests.benchmarks.run

quality: $(VENV)/dev-installed ## score the briefs against the graded sentences
	$(BIN)/python -m tests.quality.run

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "pqbrief needs Python 3.11 or later: name one, as in make PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV) and installing pqbrief into it, once; this takes half a minute or so." >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	@$(PIP) install --editable .
	@touch $@

$(VENV)/dev-installed: $(VENV)/installed
	@$(PIP) install --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
