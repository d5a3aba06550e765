"""Span scores of a checkpoint on the dev sets, word by word and without the rules of the product: to compare models.

The figures of the product come from its own tables (`make evaluate`).
"""
import argparse
import json
import os

import torch
from tokenizers import Tokenizer

import sources
import train
import windows
from features import Wordpieces
from model import CONLL_TYPES, WORLD_TYPES, Encoder


def viterbi(scores):
    """words × (1+2k) scores (O, B, I of each type) -> [(start, end, type)]; I only after B or I of its type."""
    n, labels = scores.shape
    allowed = torch.zeros(labels, labels)
    for y in range(2, labels, 2):
        allowed[:, y] = -1e9
        allowed[y - 1, y] = allowed[y, y] = 0
    best, back = scores[0].clone(), []
    best[2::2] = -1e9
    for t in range(1, n):
        value, where = (best[:, None] + allowed).max(0)
        back.append(where)
        best = value + scores[t]
    y = int(best.argmax())
    path = [y]
    for where in reversed(back):
        y = int(where[y])
        path.append(y)
    spans, path = [], path[::-1]
    for i, y in enumerate(path):
        if y % 2:
            spans.append([i, i + 1, (y - 1) // 2])
        elif y:
            spans[-1][1] = i + 1
    return [tuple(s) for s in spans]


class Counts:
    def __init__(self):
        self.right = self.gold = self.found = 0

    def add(self, gold, found):
        self.right += len(gold & found); self.gold += len(gold); self.found += len(found)

    def f1(self):
        return round(200 * self.right / max(1, self.gold + self.found), 2)


@torch.no_grad()
def evaluate(model, encoded, size):
    counts = {}
    add = lambda key, gold, found: counts.setdefault(key, Counts()).add(set(gold), set(found))
    model.eval()
    for corpus, articles in encoded.items():
        for a in articles:
            for i, j in windows.cuts(a, size):
                w = windows.window(a, i, j)
                b = windows.batch([w])
                hidden = model(b.ids, b.case, b.quote, b.style, b.mask)[0]
                words = hidden[b.first[0]]
                out = {k: head(words) for k, head in model.head.items()}
                for key, types in (("world", WORLD_TYPES), ("conll", CONLL_TYPES), ("cue", [0])):
                    if w[key]:
                        one_hot = torch.nn.functional.one_hot(torch.tensor(w[key]), 1 + 2 * len(types)).float()
                        add(f"{corpus} {key}", viterbi(one_hot), viterbi(out[key]))
                for span, gender in w["genders"]:
                    hit = counts.setdefault(f"{corpus} gender", Counts())
                    hit.right += int(train.pooled(out["gender"], [span]).argmax()) == gender
                    hit.gold += 1; hit.found += 1
                if w["roles"]:
                    spans = [r[0] for r in w["roles"]]
                    n = len(spans)
                    scores = model.roles(train.pooled(out["role_query"], spans), out["role_key"][None].expand(n, -1, -1),
                                         out["role_bias"][None].expand(n, -1, -1), torch.tensor([s[0] for s in spans]), b.breaks.expand(n, -1))
                    for c, (span, *gold) in enumerate(w["roles"]):
                        for k, role in enumerate(("source", "content")):
                            one_hot = torch.nn.functional.one_hot(torch.tensor(gold[k]), 3).float()
                            found = viterbi(torch.nn.functional.pad(scores[c, :, 2 * k:2 * k + 2], (1, 0)))
                            key = f"{corpus} {role} of gold cues"
                            # All fragments of one content are one answer.
                            add(key, {(c, *viterbi(one_hot))} - {(c,)}, {(c, *found)} - {(c,)})
                mentions = w["mentions"]
                names = [k for k, m in enumerate(mentions) if not m[2]] or list(range(len(mentions)))
                queries = [k for k, m in enumerate(mentions) if m[2]]
                if not queries or not names:
                    continue
                spans = [m[0] for m in mentions]
                first = torch.tensor([s[0] for s in spans])
                scores = model.coreference(train.pooled(out["coref_query"], spans)[queries], train.pooled(out["coref_key"], spans)[names], first[queries], first[names])
                for r, x in enumerate(queries):
                    if corpus == "gap" or not mentions[x][3]:
                        right = [c for c, y in enumerate(names) if y != x and mentions[x][1] == mentions[y][1]]
                        others = [c for c, y in enumerate(names) if y != x]
                        if right and len(others) > 1:
                            best = max(others, key=lambda c: scores[r, c])
                            hit = counts.setdefault(f"{corpus} antecedent", Counts())
                            hit.right += best in right; hit.gold += 1; hit.found += 1
    return {k: c.f1() for k, c in sorted(counts.items())}


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", required=True); ap.add_argument("--gold", required=True)
    ap.add_argument("--start", required=True, help="folder with tokenizer.json"); ap.add_argument("--out", required=True, help="folder with model.pt or checkpoint.pt")
    ap.add_argument("--window", type=int, default=256); ap.add_argument("--only", nargs="*")
    a = ap.parse_args()
    path = next(p for p in (os.path.join(a.out, f) for f in ("model.pt", "checkpoint.pt")) if os.path.exists(p))
    saved = torch.load(path, weights_only=True, map_location="cpu")
    state = saved.get("state") or saved["mean"]
    model = Encoder(1 + max(int(k.split(".")[1]) for k in state if k.startswith("layer.")))
    model.load_state_dict(state)
    wordpieces = Wordpieces(Tokenizer.from_file(os.path.join(a.start, "tokenizer.json")))
    dev = sources.load(a.data, a.gold, "dev")
    encoded = {k: [windows.encode(x, wordpieces) for x in v] for k, v in dev.items() if not a.only or k in a.only}
    print(json.dumps(evaluate(model, encoded, a.window), indent=1))


if __name__ == "__main__":
    main()
