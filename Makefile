# Every command of the project. `make help` lists them.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help setup run test lint types layers format lock bench soak screenshots prevention-year

help: ## List all commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## Make the environment with everything that development needs
	@scripts/environment.sh dev

lock: ## Write the locked requirements anew from pyproject.toml
	@scripts/lock.sh

format: ## Format the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix --quiet .

lint: ## Check format and lint
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: ## Check types in both packages
	@$(BIN)/mypy

layers: ## Check who imports whom
	@PYTHONPATH=src $(BIN)/lint-imports --no-cache

test: ## Install what tests need and run everything that must hold
	@scripts/test.sh

bench: ## Run the benchmarks, as ratios to a floor; ONLY=name runs one, SHORT=1 on less
	@scripts/environment.sh dev && $(BIN)/python -m benchmarks $(ONLY) $(if $(SHORT),--short)

soak: ## Post 2,000 webhook bodies while server and worker are killed, on both databases
	@scripts/environment.sh dev
	@$(BIN)/python scripts/soak_webhooks.py 2000 12
	@$(BIN)/python scripts/with_postgresql.py $(BIN)/python scripts/soak_webhooks.py 2000 12

prevention-year: ## Simulate a year with and without checks before shipping; SEED=1
	@scripts/environment.sh dev >&2 && $(BIN)/python scripts/prevention_year.py $(or $(SEED),1)

screenshots: ## Take the pictures in docs/screenshots anew
	@scripts/environment.sh dev && scripts/system-packages.sh browser
	@$(BIN)/python scripts/screenshots.py

run: ## Start Parcelwright with sample data on http://127.0.0.1:8000
	@scripts/environment.sh web
	@scripts/system-packages.sh
	@$(BIN)/parcelwright run --sample
