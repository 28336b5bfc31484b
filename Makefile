# Two commands matter: `make run` and `make test`. Both work on a fresh machine with git, make and Python 3.11 or newer.

VENV := .venv
BIN  := $(VENV)/bin
PIP  := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# One flag per host name: Streamlit takes a comma list for one name and refuses everybody.
SERVE := $(BIN)/python -m streamlit run app.py \
	--server.address 127.0.0.1 --server.allowedHosts localhost --server.allowedHosts 127.0.0.1

.DEFAULT_GOAL := help
.PHONY: help run test lint format clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' Makefile

run: $(VENV)/.runtime ## serve on http://localhost:8501 (STREAMLIT_SERVER_PORT changes the port)
	@exec $(SERVE)

test: lint ## lint, types, import rules, then unit, page and browser tests
	@sh .ci/chromium
	$(BIN)/python -m pytest

lint: $(VENV)/.tests ## lint, types and import rules only
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.tests ## sort imports and format the sources
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## remove the environment and what tools leave behind; data/ stays
	rm -rf $(VENV) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: installed again only when the list has changed.
$(VENV)/.runtime: requirements.txt
	@sh .ci/venv $(VENV)
	@echo "Installing requirements.txt (the first time takes a minute or two) ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.tests: requirements.txt tests/requirements.txt
	@sh .ci/venv $(VENV)
	@echo "Installing tests/requirements.txt (the first time takes a minute or two) ..."
	@$(PIP) -r tests/requirements.txt
	@touch $@ $(VENV)/.runtime
