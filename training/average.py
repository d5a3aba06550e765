"""The mean of the weights of several runs that went on from one start: often better than each (Wortsman et al. 2022).

    average.py --out OUT RUN [RUN ...]

RUN is a folder with model.pt, or with checkpoint.pt of a run under way. A head that a run lacks is the mean of the others.
"""
import argparse
import os

import torch

from train import save


def mean(states):
    """[{name: tensor}] -> {name: tensor}."""
    return {k: torch.stack([s[k].float() for s in states if k in s]).mean(0) for k in sorted(set().union(*states))}


def load(folder):
    path = next((p for p in (os.path.join(folder, f) for f in ("model.pt", "checkpoint.pt")) if os.path.exists(p)), None)
    if path is None:
        raise SystemExit(f"{folder}: no model.pt and no checkpoint.pt in it; train.py writes them")
    saved = torch.load(path, weights_only=True, map_location="cpu")
    return saved.get("state") or saved["mean"], saved


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", required=True); ap.add_argument("runs", nargs="+")
    a = ap.parse_args()
    states, saved = zip(*map(load, a.runs))
    os.makedirs(a.out, exist_ok=True)
    save(os.path.join(a.out, "model.pt"), dict(
        state=mean(states), layers=saved[0].get("layers"), window=max(s.get("window", 256) for s in saved),
        steps=max(s.get("steps", s.get("step", 0)) for s in saved), seed=saved[0].get("seed", 0)))


if __name__ == "__main__":
    main()
