# The targets that people use; `.ci/run` runs `check` on a fresh machine.

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
VENV        := .venv
PYTHON      := python3

.PHONY: run build test race lint bench generate readers check clean

## run: read the example articles into out/
run:
	go run ./cmd/onrecord run examples/articles --out out

## build: one static binary in bin/
build:
	CGO_ENABLED=0 go build -trimpath -o bin/onrecord ./cmd/onrecord

## test: all Go tests
test:
	go test ./...

## race: the tests of what runs in parallel, with the race detector (needs a C compiler)
race:
	go test -race ./pipeline/... ./output/... ./cmd/...

## lint: formatting, go vet, staticcheck
lint:
	@test -z "$$(gofmt -l .)" || { echo "not formatted (gofmt -w .):"; gofmt -l .; exit 1; }
	go vet ./...
	go run $(STATICCHECK) ./...

## bench: all Go benchmarks
bench:
	go test -run '^$$' -bench . -benchmem ./...

## generate: files that are made from others (NOTICE)
generate:
	go test -run TestNotice -update .

## readers: read the tables with DuckDB, pyarrow, pandas and Polars; run the notebook
readers: $(VENV)/ready build
	ONRECORD=bin/onrecord $(VENV)/bin/python -m pytest -q evaluation/readers

$(VENV)/ready: evaluation/readers/requirements.txt
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

## check: everything that must pass before a change lands
check: lint test readers

## clean: remove what the targets above made
clean:
	rm -rf bin out $(VENV)
