"""Writes tiny.safetensors, a random model for the tests: python tiny.py (needs numpy and safetensors)."""
import os
import sys

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "..", "training"))
import export

HIDDEN, FFN, LAYERS, POSITIONS = 64, 128, 2, 64
HEADS = {"kind": ["O", "B", "I"], "vector": 40}

letters = "abcdefghijklmnopqrstuvwxyz0123456789"
words = "the of and to in said a that for on is was minister new price percent river he she would".split()
vocabulary = ["[PAD]", "[unused0]", "[unused1]", "[UNK]", "[CLS]", "[SEP]", *"\"'.,;:!?()-$%“”«»_", *letters]
vocabulary += ["##" + c for c in letters] + [w for w in words if w not in letters] + ["##ing", "##ed"]

random = np.random.default_rng(1)
state = {}


def matrix(name, rows, cols, size):
    state[name] = (random.standard_normal((rows, cols)) * size).astype(np.float32)


def vector(name, n, middle, size):
    state[name] = (middle + random.standard_normal(n) * size).astype(np.float32)


def linear(name, rows, cols):
    matrix(name + ".weight", rows, cols, 1.5 / cols ** 0.5)
    vector(name + ".bias", rows, 0, 0.3)


def norm(name):
    vector(name + ".weight", HIDDEN, 1, 0.2)
    vector(name + ".bias", HIDDEN, 0, 0.2)


for name, rows in (("word", len(vocabulary)), ("position", POSITIONS), ("type", 2), ("case", 8), ("quote", 3)):
    matrix(name, rows, HIDDEN, 1 if name == "word" else 0.3)
norm("norm")
for i in range(LAYERS):
    for name in ("query", "key", "value", "output"):
        linear(f"layer.{i}.{name}", HIDDEN, HIDDEN)
    linear(f"layer.{i}.ffn_in", FFN, HIDDEN)
    linear(f"layer.{i}.ffn_out", HIDDEN, FFN)
    norm(f"layer.{i}.norm1")
    norm(f"layer.{i}.norm2")
for name, labels in HEADS.items():
    linear(f"head.{name}", labels if isinstance(labels, int) else len(labels), HIDDEN)
matrix("distance", 4, 3, 1)
windows = [(random.integers(6, len(vocabulary), 32), random.integers(0, 8, 32), random.integers(0, 3, 32)) for _ in range(40)]
export.export(state, os.path.join(here, "tiny.safetensors"), vocabulary, 32, windows,
              {k: v for k, v in HEADS.items() if isinstance(v, list)}, "random")
