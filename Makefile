# Redress: `make run` starts everything, `make test` proves it. `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
BOT := .venv/bot/bin/python
DESK := .venv/desk/bin/python
ENCODER := .venv/encoder/bin/python
# Tests that share what is costly to make go to one of the two.
BOTH_CORES := -n 2 --dist loadgroup
export PYTHONPATH := $(CURDIR)
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
# Images for containers set it. Without the cache, each start of Rasa compiles 5,600 modules.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup setup-test widget run talk admin train test quick unit desk conversations soak chaos lint lint-assistant lint-desk format lock encoder route evaluate readings thresholds language languages clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: ## make both Python environments from the hashed locks (a no-op the second time)
	@deploy/local/setup.sh bot
	@deploy/local/setup.sh desk

setup-test: # what the tests and the linter need besides
	@deploy/local/setup.sh bot test
	@deploy/local/setup.sh desk test

widget: ## build the chat widget if its sources changed (the built one came with the source)
	@deploy/local/widget.sh

run: setup widget ## set up, train if need be, start everything and print the page's address
	@$(DESK) deploy/local/start.py

talk: setup ## chat in the terminal and see beside each answer what was understood and done
	@$(DESK) deploy/local/talk.py

admin: setup ## make somebody an admin of the desk's console (asks for e-mail, name and password)
	@$(DESK) deploy/local/staff.py add --role admin

train: setup ## train the assistant if no model matches the data
	@PYTHONWARNINGS=ignore $(BOT) -m bot.training

quick: setup-test ## what needs no training, no running desk, no PostgreSQL and no PDF
	@$(BOT) -m pytest $(BOTH_CORES) -m "not slow" tests/unit
	@$(DESK) -m pytest -c desk/pyproject.toml $(BOTH_CORES) -m "not slow" desk/tests

unit: setup-test ## unit tests of the assistant, its actions, the fields and the firm
	@$(BOT) -m pytest $(BOTH_CORES) tests/unit

desk: setup-test ## tests of the desk, on SQLite and on PostgreSQL
	@$(DESK) -m pytest -c desk/pyproject.toml $(BOTH_CORES) desk/tests

conversations: setup-test widget ## the transcripts, against the real system
	@$(BOT) -m pytest tests/conversations

test: setup-test widget unit desk ## unit tests, desk tests, then conversations and browser against the real system
	@if command -v npm >/dev/null; then cd widget && npm test --silent; \
	  else echo "SKIPPED: no npm, no widget tests"; test -z "$$CI"; fi
	@$(BOT) -m pytest tests/conversations tests/faults tests/e2e

soak: setup-test ## walk the dialogue at random for 2,000 turns
	@SOAK_TURNS=2000 $(BOT) -m pytest --timeout 1800 tests/conversations/test_walk.py -s

chaos: setup-test widget ## 500 messages over a bad line while the assistant is killed twenty times (10 minutes)
	@CHAOS_MESSAGES=500 CHAOS_KILLS=20 $(BOT) -m pytest tests/faults/test_chaos.py -s

lint: setup-test ## ruff and mypy over our own code, its floors, tone and training examples
	@$(MAKE) --no-print-directory --jobs 2 --output-sync lint-assistant lint-desk

lint-assistant:
	@$(BOT) -m mypy firm languages shield fields dialogue actions bot bench/nlu bench/turns bench/widget
	@$(BOT) -m bot.evaluation.tone
	@$(BOT) -m bot.evaluation.lint

lint-desk:
	@$(BOT) -m ruff check . && $(BOT) -m ruff format --check .
	@$(DESK) -m mypy --config-file desk/pyproject.toml desk deploy/local bench/desk
	@$(dir $(DESK))lint-imports --no-cache --no-logo

encoder: ## adapt the multilingual encoder to the examples anew (40 minutes; docs/encoder.md says when it pays)
	@deploy/local/setup.sh encoder
	@$(ENCODER) -m bot.encoder.adapt

route: train ## route rows of text: make route IN=rows.jsonl OUT=routed.jsonl
	@PYTHONWARNINGS=ignore $(BOT) -m bot.evaluation.route $(IN) $(OUT)

evaluate: train ## report on understanding in var/evaluation (make evaluate DATA=rows.jsonl for outside rows)
	@PYTHONWARNINGS=ignore $(BOT) -m bot.evaluation.evaluate $(if $(DATA),--data $(DATA))

readings: setup ## report on how messages are read, in var/evaluation/readings.md
	@PYTHONWARNINGS=ignore $(BOT) -m bot.evaluation.reading_report

thresholds: setup ## set the triage's thresholds in config.yml from the costs stated there
	@PYTHONWARNINGS=ignore $(BOT) -m bot.evaluation.thresholds

# The word after `language` is a code, not a target.
ifeq (language,$(firstword $(MAKECMDGOALS)))
CODE := $(word 2,$(MAKECMDGOALS))
$(if $(CODE),$(eval .PHONY: $(CODE))$(eval $(CODE): ; @:))
endif

language: setup ## begin another language: make language de NAME=Deutsch
	@$(BOT) -m languages add "$(CODE)" "$(NAME)"

languages: setup ## what each language says and lacks, file by file
	@$(BOT) -m languages

format: setup-test ## let ruff set the lay-out
	@$(BOT) -m ruff check --fix . && $(BOT) -m ruff format .

lock: ## remake requirements/*.lock from requirements/*.in
	@for name in bot bot-test encoder; do uv pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-header --no-annotate requirements/$$name.in --output-file requirements/$$name.lock; done
	@for name in desk desk-test; do uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements/$$name.in --output-file requirements/$$name.lock; done

clean: ## delete environments, models, databases and caches
	rm -rf .venv .tools var models/*.tar.gz models/encoder-* .mypy_cache .pytest_cache .ruff_cache .hypothesis
