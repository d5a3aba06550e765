"""A trained model -> the int8 file that the binary embeds, rounded with the help of texts of the training data."""
import argparse
import os
import random

import numpy as np
import torch
from tokenizers import Tokenizer

import sources
import windows
from export import export
from features import Wordpieces
from model import CONLL_TYPES, GENDERS, KINDS, ROLES, WORLD_TYPES

CALIBRATION = 20000  # wordpieces


def tensors(state):
    """Names of model.Encoder -> those of the engine."""
    names = {"word.weight": "word", "position.weight": "position", "style.weight": "type", "case.weight": "case", "quote.weight": "quote"}
    out = {names.get(k, k): v.float().numpy() for k, v in state.items()}
    out["coref_distance"] = out["coref_distance"][:, None]
    return out


def calibration(data, gold, wordpieces, size):
    corpora = sources.load(data, gold, "train")
    articles = corpora["news-quotes"] + corpora["polnear"] + corpora["worldwide"]
    random.Random(0).shuffle(articles)
    out, pieces = [], 0
    for a in articles:
        encoded = windows.encode(a, wordpieces)
        for i, j in windows.cuts(encoded, size):
            w = windows.window(encoded, i, j)
            out.append((w["ids"], w["case"], w["quote"]))
            pieces += len(w["ids"])
            if pieces >= CALIBRATION:
                return out
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", required=True); ap.add_argument("--gold", required=True)
    ap.add_argument("--start", required=True, help="folder with tokenizer.json and vocab.txt")
    ap.add_argument("--out", required=True, help="folder with model.pt, or checkpoint.pt of a run under way")
    ap.add_argument("--file", required=True, help="the file to write")
    a = ap.parse_args()
    path = next(p for p in (os.path.join(a.out, f) for f in ("model.pt", "checkpoint.pt")) if os.path.exists(p))
    saved = torch.load(path, weights_only=True, map_location="cpu")
    state = tensors(saved.get("state") or saved["mean"])
    window = saved.get("window", 256)
    wordpieces = Wordpieces(Tokenizer.from_file(os.path.join(a.start, "tokenizer.json")))
    with open(os.path.join(a.start, "vocab.txt"), encoding="utf8") as f:
        vocabulary = f.read().rstrip("\n").split("\n")
    bio = lambda types: ["O"] + [f"{p}-{t}" for t in types for p in "BI"]
    labels = {"world": bio(WORLD_TYPES), "conll": bio(CONLL_TYPES), "cue": ["O", "B", "I"], "source": ["O", "B", "I"],
              "content": ["O", "B", "I"], "kind": KINDS, "gender": GENDERS, "role_bias": ROLES}
    np.random.seed(0)
    export(state, a.file, vocabulary, window, calibration(a.data, a.gold, wordpieces, window), labels,
           f"steps {saved.get('steps', saved.get('step'))}, seed {saved.get('seed', 0)}")


if __name__ == "__main__":
    main()
