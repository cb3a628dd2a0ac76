# Sapa's house-keeping. `make` prints this help.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
export CGO_ENABLED ?= 0
# What the runners say is read again for the counts, and kept in logs.
export NO_COLOR := 1
unexport FORCE_COLOR

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo development)
# The version is told: what git knows of the folder is not part of the bytes.
GO_FLAGS := -trimpath -buildvcs=false -tags embed -ldflags "-s -w -X main.version=$(VERSION)"

WEB_SOURCES := $(shell find web \( -path web/dist -o -name node_modules -o -name .cache -o -name test-results \) -prune -o -type f \( -name '*.ts' -o -name '*.tsx' -o -name '*.css' -o -name '*.json' -o -name '*.html' -o -name '*.mjs' -o -name '*.svg' \) -print 2>/dev/null)
WIDGET_SOURCES := $(shell find widget \( -path widget/dist -o -name node_modules -o -name .cache -o -name test-results \) -prune -o -type f \( -name '*.ts' -o -name '*.tsx' -o -name '*.css' -o -name '*.json' -o -name '*.mjs' \) -print 2>/dev/null)
GO_SOURCES := $(shell find cmd internal web widget -name '*.go' -o -path 'internal/store/migrations/*' -name '*.sql' 2>/dev/null)

.PHONY: help run demo build test check gen test-go test-web test-e2e bench soak tools screenshots clean
.PHONY: audit crash fuzz
.PHONY: reproducible sbom

help: ## Print this help
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: bin/sapa ## Build everything and run Sapa on SQLite in ./data at localhost:8080
	bin/sapa serve --data ./data --listen localhost:8080

demo: bin/sapa ## Run a throw-away Sapa full of people, conversations and customers who keep writing
	bin/sapa demo

build: bin/sapa ## Build bin/sapa, the one binary with everything inside

test: ## Run every check and every test, and print the counts
	@rm -rf .cache/counts && mkdir -p .cache/counts
	@$(MAKE) --no-print-directory tools
	@$(MAKE) --no-print-directory check
	@$(MAKE) --no-print-directory test-web
	@$(MAKE) --no-print-directory test-go
	@$(MAKE) --no-print-directory test-e2e
	@echo; echo "== counts"; cat .cache/counts/*

check: node_modules/.stamp ## Formatting, vet, linters, secrets, generated files, locks
	@echo "== check: Go"
	@test -z "$$(gofmt -l cmd internal tools web widget | tee /dev/stderr)" || { echo "run gofmt -w on these"; exit 1; }
	go vet ./...
	go vet -tags turnable ./cmd/sapa
	go mod tidy -diff
	go tool -modfile=tools/lint/go.mod staticcheck ./...
	@echo "== check: secrets"
	@go run ./tools/secrets
	@echo "== check: generated files"
	@go run ./tools/openapi | diff -q - docs/openapi.json >/dev/null || { echo "docs/openapi.json is stale: run make gen"; exit 1; }
	@mkdir -p .cache && cp web/src/gen/api.ts .cache/api.ts && node tools/api-types/generate.mjs && diff -q .cache/api.ts web/src/gen/api.ts >/dev/null || { echo "web/src/gen/api.ts was stale: commit it"; exit 1; }
	@echo "== check: front end"
	node tools/complete-lock.mjs --check
	npx biome ci --error-on-warnings web widget e2e tools
	npm run check --workspaces --if-present

gen: node_modules/.stamp ## Write the generated files: the API's document and the web app's types
	go run ./tools/openapi > docs/openapi.json
	node tools/api-types/generate.mjs

test-go: ## Go tests on SQLite and on a throw-away PostgreSQL
	@echo "== test: Go"
	@mkdir -p .cache/counts
	go run ./tools/withpostgres go test -json -timeout 20m ./... | go run ./tools/gotest .cache/counts/1-go

test-web: node_modules/.stamp ## Unit tests of the web app and the widget
	@echo "== test: web app and widget"
	@mkdir -p .cache/counts
	npm run test --workspace web -- --reporter=default | tee .cache/web.log
	npm run test --workspace widget -- --reporter=default | tee .cache/widget.log
	@for name in web widget; do grep -E '^ *Tests ' .cache/$$name.log | sed "s/^/$$name, unit:/" > .cache/counts/2-$$name; done

test-e2e: bin/sapa .cache/sapa-turnable ## The whole program in a real browser, with accessibility checks
	@echo "== test: in the browser"
	@mkdir -p .cache/counts
	npm run budget --workspace web
	npm run budget --workspace widget
	npm run e2e --workspace widget | tee .cache/widget-e2e.log
	npm run e2e --workspace web | tee .cache/web-e2e.log
	npm run test --workspace e2e | tee .cache/e2e.log
	@for name in widget-e2e web-e2e e2e; do grep -E '^ *[0-9]+ (passed|failed|flaky|skipped)' .cache/$$name.log | sed "s/^/$$name, browser:/" > .cache/counts/3-$$name; done

bench: bin/sapa ## Measure Sapa on both databases and write docs/benchmarks.md anew
	@$(MAKE) --no-print-directory tools
	go build -o .cache/bench-program ./tools/bench
	.cache/bench-program $(BENCH)

FUZZTIME ?= 10s
FUZZ ?= .

fuzz: ## Run every fuzz target for FUZZTIME (10s), or those that fit FUZZ
	@$(MAKE) --no-print-directory tools
	@go run ./tools/withpostgres go run ./tools/fuzz -time $(FUZZTIME) -only '$(FUZZ)'

reproducible: ## Build the last commit twice in different folders and compare every byte
	@tools/reproducible.sh

sbom: bin/sapa ## Write bin/sapa.cdx.json, what the binary is made of (CycloneDX)
	go run ./tools/sbom bin/sapa package-lock.json $(VERSION) > bin/sapa.cdx.json

audit: ## Ask the databases of known faults about what Sapa is built on, where they can be reached
	@go run ./tools/audit

crash: ## Kill Sapa 40 times under load on each database, let 10,000 screens come back at once, and count what is lost
	SAPA_KILLS=$${SAPA_KILLS:-40} go run ./tools/withpostgres go test -count=1 -timeout 30m -v -run '^TestKilledUnderLoad$$' ./cmd/sapa/
	SAPA_HERD=$${SAPA_HERD:-10000} go test -count=1 -timeout 30m -v -run '^TestEverybodyComesBackAtOnce$$' ./cmd/sapa/

soak: bin/sapa ## Keep Sapa busy for an hour, half of it on each database, and write docs/soak.md: does anything grow?
	@$(MAKE) --no-print-directory tools
	go build -o .cache/soak-program ./tools/soak
	.cache/soak-program $(SOAK)

tools: ## Install what the tests need of Debian's packages: Chromium, PostgreSQL, an emoji font
	@tools/install.sh

screenshots: bin/sapa ## Draw the screenshots of docs/screenshots anew
	npm run screenshots --workspace e2e

clean: ## Remove what was built
	rm -rf bin web/dist widget/dist .cache node_modules

node_modules/.stamp: package-lock.json package.json web/package.json widget/package.json e2e/package.json tools/api-types/package.json
	@mkdir -p .cache
	npm ci --no-audit --no-fund
	@touch $@

web/dist/index.html: node_modules/.stamp $(WEB_SOURCES)
	npm run build --workspace web
	@touch $@

widget/dist/chat.js: node_modules/.stamp $(WIDGET_SOURCES)
	npm run build --workspace widget
	@touch $@

bin/sapa: web/dist/index.html widget/dist/chat.js go.mod go.sum $(GO_SOURCES)
	go build $(GO_FLAGS) -o $@ ./cmd/sapa

# The same with a clock that the journeys turn forward.
.cache/sapa-turnable: bin/sapa
	@mkdir -p .cache
	go build $(GO_FLAGS) -tags embed,turnable -o $@ ./cmd/sapa
