# `make demo` and `make test` need Python ≥ 3.11, make and a package registry; all else they install into .venv.
PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
RUN := OMP_NUM_THREADS=1 $(BIN)/python
ARGS ?=

.PHONY: help setup setup-sam lock demo test lint bench evaluate build invoke train-bundled schemas clean clean-check image

help: ## Show what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(VENV)/.ready ## Make .venv with everything that demo, tests and training need

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else f"Leadgate needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. Name another one: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.ready: $(UV) requirements/dev.txt pyproject.toml
	VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --require-hashes -r requirements/dev.txt
	VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

setup-sam: .venv-sam/.ready ## Make .venv-sam with the SAM command line, whose pins clash with ours

.venv-sam/.ready: $(UV) requirements/sam.txt
	$(UV) venv --quiet --allow-existing .venv-sam
	VIRTUAL_ENV=.venv-sam $(UV) pip install --quiet --require-hashes -r requirements/sam.txt
	touch $@

LOCK = $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header pyproject.toml

lock: $(UV) ## Resolve the requirements anew, with hashes
	$(LOCK) -o requirements/serving.txt
	$(LOCK) --extra local -o requirements/local.txt
	$(LOCK) --extra local --extra learning -o requirements/learning.txt
	$(LOCK) --extra local --extra learning --group dev -o requirements/dev.txt
	$(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --group pyproject.toml:sam -o requirements/sam.txt

demo: setup ## Play the demo (ARGS=--keep-open leaves it running)
	@$(RUN) -m leadgate demo $(ARGS)

test: setup setup-sam lint ## Lint, types, import contracts and all tests
	OMP_NUM_THREADS=1 $(BIN)/pytest -n 2 --dist loadgroup $(ARGS)

lint: setup ## Format, lint, types and import contracts
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cfn-lint template.yaml

bench: setup setup-sam ## Measure, each figure beside its target
	$(RUN) -m tests.benchmarks.bench

evaluate: setup ## Compare trained bundles with other models: on real leads with DATA=folder, else on made ones
	$(RUN) -m leadgate.learning.compare $(DATA)

build: setup setup-sam ## Build the functions and the layer for Lambda, without Docker
	PATH="$(CURDIR)/$(BIN):$(PATH)" .venv-sam/bin/sam build $(ARGS)
	du -sm --apparent-size .aws-sam/build/*

STACK ?= leadgate
ASK = aws cloudformation describe-stacks --stack-name $(STACK) --output text --query

image: ## Build the image that trains models on AWS, by CodeBuild (STACK=…; needs the AWS command line)
	mkdir -p build
	git archive --format=zip --output=build/source.zip HEAD
	aws s3 cp build/source.zip "$$($(ASK) "Stacks[0].Outputs[?OutputKey=='ModelsPlace'].OutputValue" | sed 's#/models$$#/image/source.zip#')"
	aws codebuild start-build --project-name "$$($(ASK) "Stacks[0].Outputs[?OutputKey=='RetrainBuildName'].OutputValue")"

train-bundled: setup ## Train the bundled model on the simulation anew
	$(RUN) -m leadgate.learning.train_bundled --out model_artifacts/bundled

schemas: setup ## Generate schemas and docs tables from the code
	$(RUN) -m leadgate.docs
	$(RUN) -m leadgate.crm_folders
	$(RUN) -m tests.capabilities
	$(RUN) -m tests.readme

clean: ## Remove what was made, the virtual environments too
	rm -rf $(VENV) .venv-sam build .aws-sam .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

clean-check: ## The two commands as a newcomer runs them: new clone, new HOME, empty caches
	sh tests/clean_check.sh
