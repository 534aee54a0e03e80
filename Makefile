# `make` alone lists what there is. Nothing here needs root, Docker or a server.
.DEFAULT_GOAL := help
.PHONY: help setup run demo test hunt lint bench seed shots lock
PY := .venv/bin/python
N ?= 2

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make .venv from the locks (GATEFOLD_EXTRAS=diffusers adds torch and diffusers)
	@sh requirements/install.sh run $(GATEFOLD_EXTRAS)

run: setup ## serve web and workers on http://localhost:8000, with a database of their own (PORT=8001 for another)
	@exec $(PY) manage.py run

demo: setup ## one real brief from draft to delivered files, without a browser (BRIEF=03 for another)
	@$(PY) manage.py demo $(BRIEF)

test: ## everything: set up, then all tests on N=2 processes (ARGS="-k name" for some)
	@sh requirements/install.sh run test diffusers
	@env -u PYTHONDONTWRITEBYTECODE $(PY) -m pytest -n $(N) $(ARGS)

hunt: ## the property tests with new random examples (what they find is mended and kept as an @example)
	@sh requirements/install.sh run test diffusers
	@HYPOTHESIS_PROFILE=hunt $(PY) -m pytest -n $(N) -m hypothesis $(ARGS)

lint: ## ruff, mypy, import contracts, templates, migrations
	@sh requirements/install.sh run test diffusers
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet templates
	$(PY) manage.py makemigrations --check --dry-run

bench: ## measure the line against the bare engine, and what it costs in memory and seconds
	@sh requirements/install.sh run test
	@$(PY) -m benchmarks.line

seed: setup ## make the demo brands and people, and a brief at every stage of the line
	@$(PY) manage.py seed --states

shots: ## photograph every page, light and dark, into docs/screenshots
	@sh requirements/install.sh run test
	@$(PY) manage.py shots

lock: ## make requirements/*.txt anew from pyproject.toml
	@sh requirements/install.sh run diffusers
	@PATH="$(CURDIR)/.venv/bin:$$PATH" sh requirements/lock.sh
