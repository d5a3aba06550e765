"""Our annotation of further news articles -> texts, and gold as score_quotes.py takes it.

    texts.py --data ../shared/data --tools ../shared/tools --out FOLDER [held | fit]

Writes FOLDER/texts/*.txt and FOLDER/gold.jsonl. The articles are of Worldwide (train) and gun-violence, which are not in this
repository; held.jsonl and fit.jsonl name them and give the spans of what is said, the cue and the source. Spans count the
characters that are no white space, so that they hold whatever spacing a reader of the corpus makes.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def json_lines(path):
    return [json.loads(line) for line in open(path, encoding="utf8") if line.strip()]


def texts(data, tools):
    """Name -> text of all articles that may be annotated: `NAME.txt` of Worldwide, `gun-violence/ROW`."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(tools / "ner_docs.py"), "worldwide", str(data / "worldwide" / "train"), folder], check=True, stdout=subprocess.DEVNULL)
        out = {r["id"].removesuffix(".txt") + ".txt": r["text"] for r in json_lines(pathlib.Path(folder) / "docs.jsonl")}
    for n, r in enumerate(json_lines(data / "gun-violence" / "articles.jsonl")):
        out[f"gun-violence/{n}"] = r["text"]
    return out


def placed(record, text):
    """The record with its spans in code points of the text."""
    at = [i for i, c in enumerate(text) if not c.isspace()]
    if len(at) != record["length"]:
        raise ValueError(f"{record['doc']} has {len(at)} characters, not the {record['length']} that were annotated")
    span = lambda s: s and [at[s[0]], at[s[1] - 1] + 1]
    return dict(doc=record["doc"].replace("/", "_").removesuffix(".txt") + ".txt", scare=[], quotes=[
        dict(q, content=[span(s) for s in q["content"]], cue=span(q["cue"]), source=span(q["source"])) for q in record["quotes"]])


def write(data, tools, out, part):
    known = texts(data, tools)
    (out / "texts").mkdir(parents=True, exist_ok=True)
    with open(out / "gold.jsonl", "w", encoding="utf8") as gold:
        for record in json_lines(HERE / f"{part}.jsonl"):
            r = placed(record, known[record["doc"]])
            (out / "texts" / r["doc"]).write_text(known[record["doc"]], encoding="utf8", newline="")
            print(json.dumps(r, ensure_ascii=False), file=gold)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "tools", "out"):
        ap.add_argument("--" + name, type=pathlib.Path, required=True)
    ap.add_argument("part", nargs="?", default="held", choices=("held", "fit"))
    a = ap.parse_args()
    write(a.data, a.tools, a.out, a.part)


if __name__ == "__main__":
    main()
