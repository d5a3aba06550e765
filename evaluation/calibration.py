"""How often quotes of a score are right: the reliability table, and the knots that would make the score a probability.

    calibration.py --tools ../shared/tools --seeds GOLD.jsonl --articles DIR PRED.jsonl

PRED is what from_parquet.py writes. A quote is right if its content matches a gold one at IoU 0.5 and its speaker is right,
as score_quotes.py sees it; a content whose gold has no speaker counts as right. The knots are isotonic regression (pool
adjacent violators) over the score: those of speakers/score.go come from a build without them.
"""
import argparse
import importlib.util
import json
import pathlib


def load(path):
    spec = importlib.util.spec_from_file_location("score_quotes", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(tools, seeds, articles, pred):
    """[(score, right)] of all predicted quotes."""
    scorer = load(tools / "score_quotes.py")
    _, gold = scorer.seeds(seeds, articles)
    for row in map(json.loads, open(pred, encoding="utf8")):
        found = [dict(q, content=sorted(map(tuple, q["content"]))) for q in row["quotes"] or [] if q.get("content")]
        golds = gold.get(row["doc"], [])
        hit = {j: i for i, j, _ in scorer.match(golds, found, 0.5)}
        for j, q in enumerate(found):
            g = golds[hit[j]] if j in hit else None
            yield q["score"], g is not None and (not g["speaker"] or scorer.speaker_right(g, q["speaker"] or "", "right"))


def isotonic(pairs, least=25):
    """[(score, right)] -> [(mean score, share right, n)], rising, of at least `least` quotes each."""
    blocks = []
    for s, r in sorted(pairs):
        blocks.append([s, float(r), 1])
        while len(blocks) > 1 and (blocks[-2][2] < least or blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]):
            s2, r2, n2 = blocks.pop()
            blocks[-1][0] += s2; blocks[-1][1] += r2; blocks[-1][2] += n2
    return [(s / n, r / n, n) for s, r, n in blocks]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--tools", type=pathlib.Path, required=True)
    ap.add_argument("--seeds", required=True); ap.add_argument("--articles", required=True)
    ap.add_argument("pred")
    a = ap.parse_args()
    pairs = list(judged(a.tools, a.seeds, a.articles, a.pred))
    print("score        quotes  right")
    for low in range(0, 100, 10):
        part = [r for s, r in pairs if low <= 100 * s < low + 10 + (low == 90)]
        if part:
            print(f"{low / 100:.1f} - {low / 100 + 0.1:.1f}  {len(part):7}  {100 * sum(part) / len(part):.0f}%")
    print("knots: score, probability, quotes")
    for s, p, n in isotonic(pairs):
        print(f"{s:.3f} {p:.3f} {n}")


if __name__ == "__main__":
    main()
