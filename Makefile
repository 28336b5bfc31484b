# Two commands matter: `make run` and `make test`. Both start from a clean clone with only git, make and Python ≥ 3.11.

PORT := $(or $(STREAMLIT_SERVER_PORT),8501)
BIN := .venv/bin
# One flag for each name: Streamlit takes a comma list for one name and refuses everybody.
LOCAL_ONLY := --server.address 127.0.0.1 --server.allowedHosts localhost --server.allowedHosts 127.0.0.1

.PHONY: run test lint format docs bench shots backup restore chromium clean help

run: .venv/run.stamp  ## serve on http://localhost:8501
	$(BIN)/python -m streamlit run app.py --server.port $(PORT) $(LOCAL_ONLY)

# Compiled modules are kept, whatever the environment says: the tests start about eighty processes.
test: export PYTHONDONTWRITEBYTECODE =
test: lint chromium  ## lint, types, import rules, unit, page and browser tests
	$(BIN)/python -m pytest --numprocesses 3 --dist worksteal --ignore tests/browser
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder tests/browser --ignore tests/browser/test_outage.py
	$(BIN)/python -m pytest tests/browser/test_outage.py

lint: .venv/test.stamp  ## style, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/test.stamp  ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: .venv/run.stamp  ## write docs/data-dictionary.md and docs/requirements.md anew
	$(BIN)/python -c "from domain.dictionary import data_dictionary; print(data_dictionary(), end='')" > docs/data-dictionary.md
	$(BIN)/python -m tools.requirements > docs/requirements.md

bench: .venv/test.stamp  ## measure calls, CPU and bytes of each page at 500, 5 000 and 50 000 models
	DVK_TODAY=2026-09-15 $(BIN)/python -m tools.bench

shots: .venv/test.stamp chromium  ## pictures of every page, screen and appearance in ./shots
	$(BIN)/python -m tools.shots

backup: .venv/run.stamp  ## copy the embedded workbooks of all years now
	$(BIN)/python -m sheets.backup

restore: .venv/run.stamp  ## put a copy in its place: make restore DAY=2026-11-24, of a later year with YEAR=2027
	$(BIN)/python -m sheets.backup --restore "$(DAY)" $(if $(YEAR),--year "$(YEAR)")

clean:  ## remove the environment and caches; data/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

# The stamps: installed again only when a list has changed.
.venv/run.stamp: requirements.txt
	@sh tools/venv
	@echo "Installing requirements.txt (the first time takes a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/test.stamp: tests/requirements.txt requirements.txt
	@sh tools/venv
	@echo "Installing tests/requirements.txt (the first time takes a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@ .venv/run.stamp

chromium:
	@sh tools/chromium
