# Lamplight's ways to build, try, test and install. `make` alone lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PREFIX ?= /usr/local
DEMO ?= demo
SCALE ?= 0.02
SEED ?= 7

# Debian's packages that the build needs, and the pkg-config name by which each is found.
PACKAGES := pkg-config:pkg-config libsqlite3-dev:sqlite3 libpcre2-dev:libpcre2-8 libedit-dev:libedit
RELEASE := .build/release/lamplight
say = @printf '\n\033[1m== %s\033[0m\n' "$(1)"

.PHONY: help
help: ## List what can be made
	@echo "make TARGET, where TARGET is one of"
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | while IFS='|' read -r name text; do printf '  %-10s %s\n' "$$name" "$$text"; done

.PHONY: packages
packages: ## Install the Debian packages that the build needs, those that are missing
	@missing=""; \
	for pair in $(PACKAGES); do \
	    package=$${pair%%:*}; module=$${pair##*:}; \
	    if [ "$$package" = pkg-config ]; then command -v pkg-config >/dev/null || missing="$$missing $$package"; \
	    elif ! pkg-config --exists "$$module" 2>/dev/null; then missing="$$missing $$package"; fi; \
	done; \
	if [ -z "$$missing" ]; then echo "System libraries: all there."; exit 0; fi; \
	echo "System libraries missing:$$missing"; \
	command -v apt-get >/dev/null || { echo "There is no apt-get here: install these libraries with your system's packages, then run make again." >&2; exit 1; }; \
	as_root=""; if [ "$$(id -u)" -ne 0 ]; then as_root="sudo"; command -v sudo >/dev/null || { echo "Run 'apt-get install$$missing' as root, then make again." >&2; exit 1; }; fi; \
	export DEBIAN_FRONTEND=noninteractive; \
	$$as_root apt-get install -y --no-install-recommends $$missing >/dev/null 2>&1 || { \
	    echo "Reading the package lists…"; $$as_root apt-get update -qq; \
	    $$as_root apt-get install -y --no-install-recommends $$missing; }

# The tests ask PostgreSQL for a second opinion, on a server of their own. Debian's package would also start one for everybody: it is told not to.
.PHONY: postgres
postgres:
	@for folder in $$(echo "$$PATH" | tr : ' ') /usr/local/bin /usr/lib/postgresql/*/bin; do \
	    if [ -x "$$folder/initdb" ] && [ -x "$$folder/postgres" ]; then exit 0; fi; \
	done; \
	skipped="The tests that compare with PostgreSQL will be skipped."; \
	command -v apt-get >/dev/null || { echo "There is no PostgreSQL, and no apt-get to install it. $$skipped"; exit 0; }; \
	as_root=""; if [ "$$(id -u)" -ne 0 ]; then as_root="sudo"; command -v sudo >/dev/null || { echo "There is no PostgreSQL; to install it takes root. $$skipped"; exit 0; }; fi; \
	export DEBIAN_FRONTEND=noninteractive; \
	echo "Installing PostgreSQL, which the tests compare with…"; \
	install="$$as_root apt-get install -y -qq --no-install-recommends"; \
	{ $$install postgresql-common || { $$as_root apt-get update -qq && $$install postgresql-common; }; } >/dev/null 2>&1 \
	    && $$as_root sed -i 's/^#*create_main_cluster *=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf \
	    && $$install postgresql >/dev/null 2>&1 || echo "PostgreSQL could not be installed. $$skipped"

.PHONY: swift
swift:
	@command -v swift >/dev/null || { echo "Swift 6.1 or later is needed and not on the PATH: https://www.swift.org/install" >&2; exit 1; }

.PHONY: build
build: packages swift ## Build the command for use (release)
	$(call say,Building the command (the first time takes a few minutes))
	@swift build -c release --product lamplight

.PHONY: demo
demo: build ## Make the demonstration hospital in ./demo and ask it four questions
	@if [ ! -e "$(DEMO)/lamplight.yaml" ]; then \
	    printf '\n\033[1m== Making the demonstration hospital in ./$(DEMO)\033[0m\n'; \
	    $(RELEASE) demo "$(DEMO)" --scale $(SCALE) --seed $(SEED); \
	else echo "The demonstration hospital is in ./$(DEMO) already."; fi
	@while IFS=$$'\t' read -r caller purpose question; do \
	    printf '\n\033[1m$$ lamplight ask "%s" --as %s --purpose "%s" --workspace %s\033[0m\n\n' "$$question" "$$caller" "$$purpose" "$(DEMO)"; \
	    $(RELEASE) ask "$$question" --as "$$caller" --purpose "$$purpose" --workspace "$(DEMO)" </dev/null || [ $$? -ne 1 ]; \
	done < "$(DEMO)/tour.tsv"
	@printf '\nAsk on: cd %s && ../%s repl --as hospital.manager\n' "$(DEMO)" "$(RELEASE)"

.PHONY: test
test: packages postgres swift ## Build and run all tests, and hold accuracy against what is recorded
	$(call say,Building the tests)
	@swift build --build-tests
	$(call say,Testing)
	@swift test --skip-build
	@$(MAKE) accuracy

.PHONY: accuracy
accuracy: build
	$(call say,Holding accuracy against what is recorded)
	@Benchmarks/accuracy.sh $(RELEASE) --sample

.PHONY: eval
eval: build ## Measure how well questions are understood, on every question set that is found
	$(call say,Measuring how well questions are understood)
	@Benchmarks/accuracy.sh $(RELEASE)

.PHONY: record
record: build ## The same, and write better figures down as the ones to keep
	$(call say,Measuring how well questions are understood)
	@Benchmarks/accuracy.sh $(RELEASE) --record
	@Benchmarks/accuracy.sh $(RELEASE) --sample --record

.PHONY: bench
bench: build ## Measure speed and start-up on the demonstration hospital
	@swift build -c release --product lamplight-bench
	@[ -e "$(DEMO)/lamplight.yaml" ] || $(RELEASE) demo "$(DEMO)" --scale $(SCALE) --seed $(SEED)
	$(call say,Measuring)
	@.build/release/lamplight-bench answers --workspace "$(DEMO)" --command $(RELEASE)
	@.build/release/lamplight-bench governance --workspace "$(DEMO)"
	@Benchmarks/reading.sh $(RELEASE) .build/release/lamplight-bench

# The first case of `make fuzz`, and how many; a case that fails says how to repeat it.
CASES ?= 200000

.PHONY: fuzz
fuzz: packages swift ## Hold governance against its specification on 200,000 random cases (CASES=, SEED=)
	@swift build -c release --product lamplight-fuzz
	$(call say,Asking random questions under random policies)
	@.build/release/lamplight-fuzz --seed $(SEED) --cases $(CASES)

.PHONY: mutants
mutants: packages swift ## Break the sources on purpose, one way after another, and show which tests notice
	$(call say,Trying mutants)
	@Tests/Mutants/run.sh

.PHONY: lint
lint: swift ## Check the style of all sources
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks Fuzzing

.PHONY: install
install: build ## Install the command and its rules below PREFIX (default /usr/local)
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/lamplight"
	@install -m 755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/lamplight"
	@for folder in Grammars Lexicons Policies; do rm -rf "$(DESTDIR)$(PREFIX)/share/lamplight/$$folder"; cp -R "$$folder" "$(DESTDIR)$(PREFIX)/share/lamplight/"; done
	@echo "Installed $(DESTDIR)$(PREFIX)/bin/lamplight and its rules in $(DESTDIR)$(PREFIX)/share/lamplight."
