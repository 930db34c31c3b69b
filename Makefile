# PYTHON is any Python 3.11 to 3.13; everything else is installed into .venv by the scripts.
PYTHON ?= python3
VENV := .venv/bin
RUN := $(PYTHON) -m scripts.services --state run exec --
TEST := $(PYTHON) -m scripts.services --state test exec --
PYTEST := $(TEST) $(VENV)/pytest -n auto --maxprocesses 4

# Set in some environments, it makes every start of Django three times slower.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run demo test test-all check bench bench-letters lock clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Set up, load the data and start everything; Ctrl-C stops it all
	@exec $(PYTHON) -m scripts.run

demo: ## Load the data only, into the database of make run
	@$(PYTHON) -m scripts.setup
	@$(RUN) $(VENV)/python -m scripts.prepare

test: ## Set up with the test tools, and run the tests
	@$(PYTHON) -m scripts.setup --dev
	@$(PYTEST)

test-all: ## The tests, the exhaustive ones included
	@$(PYTHON) -m scripts.setup --dev
	@$(PYTEST) -m "slow or not slow"

check: ## Format, lint, types, imports, templates, migrations, settings, generated pages, locks
	@$(PYTHON) -m scripts.setup --dev
	@$(PYTHON) -m scripts.check

bench: ## Measure pages at 1, 10 and 100 inspections, letters and rounds of reminders
	@$(PYTHON) -m scripts.setup --dev
	@$(TEST) $(VENV)/python -m scripts.bench

bench-letters: ## How fast letters are made, by two workers too, and what a worker holds after 500
	@$(PYTHON) -m scripts.setup --dev
	@$(TEST) $(VENV)/python -m scripts.bench_letters

setup: ## Install everything, start nothing
	@$(PYTHON) -m scripts.setup

lock: ## Write the lock files afresh from pyproject.toml and package.json
	@$(PYTHON) -m scripts.setup --dev --no-build
	@$(PYTHON) -m scripts.locks $(if $(UPGRADE),--upgrade)

clean: ## Remove all that was made here: data, packages, builds
	@$(PYTHON) -m scripts.clean
