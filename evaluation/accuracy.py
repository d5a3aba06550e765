"""Accuracy of the binary on the dev sets, from the tables that it writes.

    accuracy.py --binary bin/onrecord --data ../shared/data --gold ../shared/gold --tools ../shared/tools [SET ...]

Sets: polnear, news-quotes, held, seeds, worldwide, conll, gap. Each set is written out as text files, read by the binary, and
its tables are scored with the set's own scorer. Needs pyarrow.
"""
import argparse
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pyarrow.dataset as parquet

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "quotes"))
import texts


def run(binary, inputs, out, *options):
    subprocess.run([binary, "run", *map(str, inputs), "--out", str(out), *options], check=True, stdout=subprocess.DEVNULL)


def python(tools, script, *args):
    return subprocess.run([sys.executable, str(tools / script), *map(str, args)], check=True, capture_output=True, text=True).stdout


def predictions(tools, out, path, *options):
    path.write_text(python(tools, "from_parquet.py", out, *options), encoding="utf8")
    return path


def f1(p):
    return f"{p['f1']:.1f}"


def quotes(a, work, name, articles, gold, options=(), scorer=()):
    run(a.binary, [articles], work / "out", *options)
    pred = predictions(a.tools, work / "out", work / "pred.jsonl", *scorer)
    python(a.tools, "score_quotes.py", *gold, pred, "--json", work / "score.json", "--errors", work / "errors.jsonl")
    s = json.loads((work / "score.json").read_text())
    everything, marked = s["all"], s["quoted"]
    groups = everything["groups"]
    person = groups.get("speaker: person", {})
    yield f"{name}: content (IoU 0.5), all / with marks", f"{f1(everything['detection'])} / {f1(marked['detection'])}"
    yield f"{name}: exact content / cue / source", " / ".join(f1(everything["exact"][r]) for r in ("content", "cue", "source"))
    yield f"{name}: speaker right of the matched, persons / all", f"{person.get('speaker accuracy')} / {groups['all']['speaker accuracy']}"
    yield f"{name}: end to end, all / with marks", f"{f1(everything['end to end']['right'])} / {f1(marked['end to end']['right'])}"


def polnear(a, work):
    dev = a.data / "polnear" / "dev"
    yield from quotes(a, work, "PolNeAR dev", dev / "text", ("--polnear", dev, "--speakers", a.gold / "polnear-dev-speakers.jsonl"),
                      ("--quote-style", "polnear"))


def news_quotes(a, work):
    dev = a.data / "news-quotes" / "dev"
    yield from quotes(a, work, "news-quotes dev", dev, ("--seeds", a.gold / "news-quotes-dev.jsonl", "--articles", dev),
                      scorer=("--cue-types", "speech,writing"))


def held(a, work):
    texts.write(a.data, a.tools, work, "held")
    yield from quotes(a, work, "held-out articles", work / "texts", ("--seeds", work / "gold.jsonl", "--articles", work / "texts"),
                      scorer=("--cue-types", "speech,writing"))


def seeds(a, work):
    articles = a.data.parent / "articles"
    yield from quotes(a, work, "five articles", articles, ("--seeds", a.gold / "seeds.jsonl", "--articles", articles),
                      scorer=("--cue-types", "speech,writing"))


def entities(a, work, scheme, source, row, options=()):
    python(a.tools, "ner_docs.py", scheme, source, work / "docs")
    run(a.binary, [work / "docs" / "*.txt"], work / "out", "--extractors", "entities", "--language", "any", *options)
    pred = predictions(a.tools, work / "out", work / "pred.jsonl")
    for line in python(a.tools, "score_ner.py", work / "docs", pred, "--trim").splitlines():
        yield f"{row}: {line}", ""


def worldwide(a, work):
    yield from entities(a, work, "worldwide", a.data / "worldwide" / "dev", "Worldwide dev")


def conll(a, work):
    yield from entities(a, work, "conll", a.data / "conllpp" / "dev.txt", "CoNLL++ dev", ("--entity-types", "conll"))


def gap(a, work):
    """Overall F1 of GAP (Webster et al. 2018): is the pronoun A, is it B."""
    rows = list(csv.DictReader(open(a.data / "gap" / "gap-validation.tsv", encoding="utf8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    (work / "docs").mkdir()
    for r in rows:
        (work / "docs" / (r["ID"] + ".txt")).write_text(r["Text"], encoding="utf8", newline="")
    run(a.binary, [work / "docs"], work / "out", "--extractors", "entities", "--language", "any")
    latest = work / "out" / "latest"
    names = {u: d["doc_id"] for d in parquet.dataset(latest / "documents").to_table(["doc_id", "uris"]).to_pylist() for u in d["uris"]}
    by_name = {pathlib.PurePath(u).stem: i for u, i in names.items()}
    mentions = {}
    for m in parquet.dataset(latest / "mentions").to_table(["doc_id", "entity_id", "start", "end"]).to_pylist():
        mentions.setdefault(m["doc_id"], []).append(m)
    right = gold = found = 0
    for r in rows:
        ms = mentions.get(by_name[r["ID"]], [])
        touching = lambda key: {m["entity_id"] for m in ms if m["entity_id"] and m["start"] < int(r[key + "-offset"]) + len(r[key]) and m["end"] > int(r[key + "-offset"])}
        pronoun = touching("Pronoun")
        for key in "AB":
            is_, said = r[key + "-coref"].upper() == "TRUE", bool(pronoun & touching(key))
            right += is_ and said; gold += is_; found += said
    yield "GAP validation: overall F1", f"{200 * right / max(1, gold + found):.1f} (P {100 * right / max(1, found):.1f}, R {100 * right / max(1, gold):.1f})"


SETS = {"polnear": polnear, "news-quotes": news_quotes, "held": held, "seeds": seeds, "worldwide": worldwide, "conll": conll, "gap": gap}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--binary", default="bin/onrecord")
    for name in ("data", "gold", "tools"):
        ap.add_argument("--" + name, type=pathlib.Path, required=True)
    ap.add_argument("--keep", type=pathlib.Path, help="keep what each set was scored from in this folder")
    ap.add_argument("sets", nargs="*", metavar="SET", help=", ".join(SETS))
    a = ap.parse_args()
    for path in (a.data, a.gold, a.tools):
        if not path.is_dir():
            sys.exit(f"{path} is missing: give the folder of the corpora, of the gold annotation and of the scorers")
    for name in a.sets or SETS:
        with tempfile.TemporaryDirectory() as folder:
            work = a.keep / name if a.keep else pathlib.Path(folder)
            if a.keep:
                shutil.rmtree(work, ignore_errors=True)
                work.mkdir(parents=True)
            for row, value in SETS[name](a, work):
                print(f"{row:55} {value}", flush=True)


if __name__ == "__main__":
    main()
