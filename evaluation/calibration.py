"""How often quotes of a score are right, and the weights that make the score a probability.

    calibration.py --tools ../shared/tools --seeds GOLD.jsonl --articles DIR PRED.jsonl [--fit]

PRED is what from_parquet.py writes. A quote is right if its content matches a gold one at IoU 0.5 and its speaker is right,
as score_quotes.py sees it; a content whose gold has no speaker counts as right. --fit prints the weights of a logistic
regression for speakers/score.go (over predictions of a build whose weights are those of the raw score alone) and the
reliability of the fit on articles that it did not see.
"""
import argparse
import importlib.util
import json
import math
import pathlib

import numpy as np

FEATURES = ["constant", "raw", "direct", "mixed", "no cue", "no source", "pronoun", "organisation", "group", "unnamed", "document", "none"]
PRONOUNS = set("i we he she they it who which that his her their".split())


def load(path):
    spec = importlib.util.spec_from_file_location("score_quotes", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def features(q, text):
    """The values of FEATURES; score.go computes the same."""
    raw = min(max(q["score"], 0.001), 0.999)
    source = text[slice(*q["source"])].lower() if q.get("source") else ""
    return [1, math.log(raw / (1 - raw)), q["kind"] == "direct", q["kind"] == "mixed", not q.get("cue"), bool(q.get("cue")) and not source,
            source in PRONOUNS, *(q["speaker_kind"] == k for k in FEATURES[-5:])]


def judged(tools, seeds, articles, pred):
    """(article, features, score, right) of all predicted quotes."""
    scorer = load(tools / "score_quotes.py")
    texts, gold = scorer.seeds(seeds, articles)
    for row in map(json.loads, open(pred, encoding="utf8")):
        if row["doc"] not in gold:
            continue
        found = [dict(q, content=sorted(map(tuple, q["content"]))) for q in row["quotes"] or [] if q.get("content")]
        golds = gold[row["doc"]]
        hit = {j: i for i, j, _ in scorer.match(golds, found, 0.5)}
        for j, q in enumerate(found):
            g = golds[hit[j]] if j in hit else None
            right = g is not None and (not g["speaker"] or scorer.speaker_right(g, q["speaker"] or "", "right"))
            yield row["doc"], features(q, texts[row["doc"]]), q["score"], bool(right)


def logistic(x, y, ridge=1.0):
    """Newton's method with a ridge on all weights but the constant."""
    w = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 0
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(penalty) + 1e-9 * np.eye(len(w)), x.T @ (p - y) + penalty * w)
    return w


def reliability(scores, right):
    print("score        quotes  right")
    for low in range(0, 100, 10):
        part = [r for s, r in zip(scores, right) if low <= 100 * s < low + 10 + (low == 90)]
        if part:
            print(f"{low / 100:.1f} - {low / 100 + 0.1:.1f}  {len(part):7}  {100 * sum(part) / len(part):.0f}%")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--tools", type=pathlib.Path, required=True)
    ap.add_argument("--seeds", required=True); ap.add_argument("--articles", required=True)
    ap.add_argument("--fit", action="store_true"); ap.add_argument("pred")
    a = ap.parse_args()
    docs, x, scores, right = zip(*judged(a.tools, a.seeds, a.articles, a.pred))
    reliability(scores, right)
    if a.fit:
        x, y = np.array(x, float), np.array(right, float)
        for name, w in zip(FEATURES, logistic(x, y)):
            print(f"{name:14} {w:6.2f}")
        fold = np.array([sorted(set(docs)).index(d) % 5 for d in docs])
        unseen = np.zeros(len(y))
        for k in range(5):
            unseen[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ logistic(x[fold != k], y[fold != k])))
        print("on articles that the fit did not see:")
        reliability(unseen, right)


if __name__ == "__main__":
    main()
