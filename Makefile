# make demo | test | lint | bench | docs | wheel | clean; everything goes into .venv of this checkout, nothing outside it.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
# The pins hold for what is installed and for what builds it (older and newer names of the same setting).
export PIP_CONSTRAINT       := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt

.PHONY: demo test lint bench docs accuracy wheel pins clean
.DEFAULT_GOAL := test

demo: $(VENV)/.installed
	@$(BIN)/danvan demo $(DEMO)

test: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest $(PYTEST)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(VENV)/.installed-dev
	@$(BIN)/python benchmarks/run.py $(BENCH)

accuracy: $(VENV)/.installed-dev
	$(BIN)/python tools/accuracy.py

docs: $(VENV)/.installed-dev
	$(BIN)/python tools/make_docs.py
	$(BIN)/python tools/make_python.py

wheel: $(VENV)/.installed-dev
	$(PIP) wheel --quiet --no-deps --wheel-dir dist .

pins: # newest versions that fit pyproject.toml
	rm -rf build/pins && $(PYTHON) -m venv build/pins
	env -u PIP_CONSTRAINT -u PIP_BUILD_CONSTRAINT build/pins/bin/python -m pip install --quiet '.[dev]' hatchling
	(echo '# What make and .ci/run install; made by: make pins' && build/pins/bin/python -m pip freeze --exclude danvan-graph) > constraints.txt

clean:
	rm -rf $(VENV) build dist .danvan .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find danvan_graph tests tools benchmarks -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "danvan_graph needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1 || true)." \
	         "Name another with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "'$(PYTHON)' lacks venv; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Creating $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/.created
	@echo "Installing danvan_graph into $(VENV) …"
	@$(PIP) install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing the tools for tests into $(VENV) …"
	@$(PIP) install --quiet --editable '.[dev]'
	@touch $@
