# Everything here runs in .venv, which the first target that needs it creates.
PYTHON ?= python3
TOPIC ?= Met police
VENV := .venv
BIN := $(VENV)/bin
DATA := $(VENV)/data

.PHONY: brief test check format docs bench quality clean

brief: $(VENV)/installed ## print a brief (TOPIC="county lines" for another)
	@$(BIN)/pqbrief --db $(DATA) brief "$(TOPIC)"

test: $(VENV)/dev-installed ## run the whole test suite
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/dev-installed ## ruff, mypy strict, docs in step with the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/cog --check README.md

format: $(VENV)/dev-installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/dev-installed ## write the commands' help into the README
	$(BIN)/cog -r README.md

bench: $(VENV)/dev-installed ## timings of loading and briefing
	$(BIN)/python -m tests.benchmarks.run

quality: $(VENV)/dev-installed ## score the briefs against the graded sentences
	$(BIN)/python -m tests.quality.run

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/dev-installed: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
