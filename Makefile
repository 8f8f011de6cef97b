# The public face. `make help` lists it; everything below "setup" is made when something above needs it.
SHELL := /bin/bash
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	command -v $$name >/dev/null && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
SOURCES := packages/contracts/src packages/plumbing/src packages/pages/src packages/recount/src packages/recheck/src \
	services/intake/src services/review/src services/voting/src services/notify/src
CHECKED := packages services deploy tests benchmarks

# Where a shell forbids byte code, each start compiles everything anew: 2.0 instead of 0.8 CPU seconds for a tally.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo stop clean test rehearsal simulation faults recount recheck bench lint types contracts format
.DEFAULT_GOAL := help

help:  ## Lists what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

demo: $(VENV)/local.stamp  ## Starts the whole system, its campaign in the voting phase; Ctrl-C ends it. ACCEPT=2 TALLY=2 TWIN=1: more of voting
	@exec $(BIN)/python -m deploy.local.demo

stop:  ## Ends what `make demo` started
	@test ! -x $(BIN)/python || $(BIN)/python -m deploy.local.demo stop

clean: stop  ## Forgets the data of earlier runs (the installed software stays)
	@rm -rf $${ZJ_DATA_DIR:-.data}/demo artifacts

simulation: $(VENV)/dev.stamp  ## Plays SEEDS schedules of faults against the vote, from seed FIRST on; needs no server
	@$(BIN)/python -m tests.faults.simulation --seeds $(or $(SEEDS),10000) --first $(or $(FIRST),0)

faults: $(VENV)/dev.stamp  ## Kills and disturbs the real vote: RUNS=n FAULT=name SEED=s CONTROL=naive SECONDS_MOST=s
	@$(BIN)/python -m tests.faults.harness --runs $(or $(RUNS),14) --seed $(or $(SEED),0) $(if $(FAULT),--fault $(FAULT)) \
		$(if $(CONTROL),--control $(CONTROL)) $(if $(SECONDS_MOST),--seconds $(SECONDS_MOST)) $(ARGS)

rehearsal: $(VENV)/local.stamp  ## Plays a whole campaign through HTTP and checks every figure. PACK=… its real size; KILL=1 kills each process once
	@$(BIN)/python -m deploy.local.rehearsal $(if $(PACK),--pack $(PACK) --real) $(ARGS)

recount: $(VENV)/local.stamp  ## Counts a vote of the demo again by other means: CONTEST=… ARGS="--export votes.jsonl.gz"
	@ZJ_KAFKA=127.0.0.1:$${ZJ_KAFKA_PORT:-9092} $(BIN)/python -m recount count $(or $(CONTEST),lyg-demo-vote) \
		--api http://localhost:$${ZJ_DEMO_PORT:-8080} $(ARGS)

recheck: $(VENV)/local.stamp  ## Works out each cut and each yuan of a campaign again by other means: CAMPAIGN=…
	@ZJ_KAFKA=127.0.0.1:$${ZJ_KAFKA_PORT:-9092} $(BIN)/python -m recheck.command $(or $(CAMPAIGN),lyg-demo) $(ARGS)

bench: $(VENV)/local.stamp .venv-bench/stamp  ## Measures the vote beside others and writes docs/benchmarks.md: ONLY=a,b SCALE=0.1 (needs wrk)
	@$(BIN)/python -m benchmarks $(if $(ONLY),--only $(ONLY)) $(if $(SCALE),--scale $(SCALE))

test: $(VENV)/dev.stamp  ## Runs every test on a real Kafka and Valkey: unit, contract, architecture, integration, end to end
	$(BIN)/python -m pytest -q -n 2 --dist load --no-loadscope-reorder $(TESTS)

lint: $(VENV)/dev.stamp  ## Style, format, and which part may import which
	$(BIN)/ruff check -q $(CHECKED)
	$(BIN)/ruff format -q --check $(CHECKED)
	$(BIN)/lint-imports

types: $(VENV)/dev.stamp  ## Types, strict
	$(BIN)/mypy $(CHECKED)

format: $(VENV)/dev.stamp
	$(BIN)/ruff check -q --fix $(CHECKED); $(BIN)/ruff format -q $(CHECKED)

contracts: $(VENV)/local.stamp  ## Writes JSON Schema, AsyncAPI and the reference of the events anew from their classes
	@$(BIN)/python -m contracts.export

# --- setup -----------------------------------------------------------------------------------------------------------

$(VENV)/uv.stamp: requirements/bootstrap.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed / 需要 Python 3.11 或更新版本" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Our own packages are found by path: an editable install of each would ask the index for a build back end.
$(VENV)/local.stamp: $(VENV)/uv.stamp requirements/local.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/local.txt
	@$(BIN)/python -c 'import pathlib, site, sys; pathlib.Path(site.getsitepackages()[0], "zhengji-dev.pth").write_text("".join(f"{pathlib.Path(p).resolve()}\n" for p in sys.argv[1:]))' $(SOURCES) .
	@$(BIN)/python -m deploy.local.launchers $(BIN) $(SOURCES)
	@touch $@

$(VENV)/dev.stamp: $(VENV)/local.stamp requirements/dev.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

# What is measured against lives apart: it pins other versions of the same libraries.
.venv-bench/stamp: $(VENV)/uv.stamp requirements/bench.txt
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@$(BIN)/uv pip install -q --python .venv-bench/bin/python --require-hashes -r requirements/bench.txt
	@touch $@
