"""Weights of the encoder (float32) -> the int8 file that extractors/encoder runs. numpy and safetensors only.

    python export.py WEIGHTS.safetensors VOCAB.txt OUT.safetensors [--texts FILE...]

WEIGHTS has our names or those of Hugging Face's BERT. `export` does the same from Python.

Weights are rounded to int8 with one scale a row (output). Two steps make that nearly lossless; both need to
see what the layers' inputs look like, hence texts like those that the model will read:
- smoothing (SmoothQuant, Xiao et al. 2023): an input that is large in a few columns is divided there, and the
  matrix's columns are multiplied; the engine multiplies its input by `.smooth`;
- GPTQ (Frantar et al. 2023): the rounding error of each column is made up for by the columns after it.
"""
import argparse
import json
import math

import numpy as np
from safetensors.numpy import load_file, save_file

HEAD = 32  # elements of an attention head
LEVELS = 127
# 0: inputs stay as they are; 1: columns of inputs all become equally large. GELU's outputs have larger outliers.
SMOOTHING, SMOOTHING_GELU = 0.5, 0.6
EPS = 1e-12

HUGGING_FACE = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "output": "attention.output.dense", "norm1": "attention.output.LayerNorm",
    "ffn_in": "intermediate.dense", "ffn_out": "output.dense", "norm2": "output.LayerNorm",
}


def from_hugging_face(state):
    """The encoder of a BERT checkpoint under our names."""
    state = {k.removeprefix("bert."): v for k, v in state.items()}
    embeddings = {"word": "word_embeddings", "position": "position_embeddings", "type": "token_type_embeddings"}
    out = {ours: state[f"embeddings.{theirs}.weight"] for ours, theirs in embeddings.items()}
    for kind in ("weight", "bias"):
        out[f"norm.{kind}"] = state[f"embeddings.LayerNorm.{kind}"]
        for i in range(layers_of(state, "encoder.layer.")):
            for ours, theirs in HUGGING_FACE.items():
                out[f"layer.{i}.{ours}.{kind}"] = state[f"encoder.layer.{i}.{theirs}.{kind}"]
    return out


def layers_of(state, prefix="layer."):
    return 1 + max(int(k[len(prefix):].split(".")[0]) for k in state if k.startswith(prefix))


# ------------------------------------------------------------------ the encoder in float32

def embed(state, pieces):
    """pieces: list of (ids, case, quote) of one window -> pieces × hidden, before the first layer."""
    ids, case, quote = (np.asarray(x) for x in pieces)
    x = state["word"][ids] + state["position"][: len(ids)] + state["type"][0]
    if "case" in state:
        x = x + state["case"][case]
    if "quote" in state:
        x = x + state["quote"][quote]
    return norm(x, state, "norm")


def norm(x, state, name):
    x = x - x.mean(-1, keepdims=True)
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + EPS) * state[name + ".weight"] + state[name + ".bias"]


def linear(x, state, name):
    return x @ state[name + ".weight"].T + state[name + ".bias"]


def attention(q, k, v):
    """pieces × hidden each, of one window."""
    split = lambda y: y.reshape(len(y), -1, HEAD).transpose(1, 0, 2)
    q, k, v = split(q), split(k), split(v)
    s = q @ k.transpose(0, 2, 1) / math.sqrt(HEAD)
    s = np.exp(s - s.max(-1, keepdims=True))
    s /= s.sum(-1, keepdims=True)
    return (s @ v).transpose(1, 0, 2).reshape(-1, len(q) * HEAD)


def erf(x):
    """Abramowitz and Stegun 7.1.26, |error| < 1.5e-7."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.sign(x) * (1 - poly * np.exp(-x * x))


def gelu(x):
    return (0.5 * x * (1 + erf(x / math.sqrt(2)))).astype(np.float32)


# ------------------------------------------------------------------ int8

def scales(weight):
    most = np.abs(weight).max(1)
    return np.where(most > 0, most / LEVELS, 1).astype(np.float32)


def rounded(weight):
    """-> int8 matrix, one scale a row."""
    scale = scales(weight)
    return np.rint(weight / scale[:, None]).astype(np.int8), scale


def gptq(weight, inputs):
    """Like `rounded`, with errors made up for as inputs × weightᵀ needs it. inputs: rows × columns of weight."""
    hessian = (inputs.T @ inputs).astype(np.float64)
    hessian[np.diag_indices_from(hessian)] += 0.01 * hessian.diagonal().mean() + 1e-12
    order = np.argsort(-hessian.diagonal(), kind="stable")  # the columns that matter most first
    upper = np.linalg.cholesky(np.linalg.inv(hessian[order][:, order])).T.astype(np.float32)
    scale = scales(weight)
    rest, out = weight[:, order].astype(np.float32), np.empty(weight.shape, np.int8)
    for i, column in enumerate(order):
        out[:, column] = np.clip(np.rint(rest[:, i] / scale), -LEVELS, LEVELS)
        error = (rest[:, i] - out[:, column] * scale) / upper[i, i]
        rest[:, i + 1:] -= np.outer(error, upper[i, i + 1:])
    return out, scale


def smoothing(inputs, weights, strength=SMOOTHING):
    """Factors of the columns of inputs, geometric mean 1."""
    large = np.maximum(np.abs(inputs).max(0), 1e-5)
    weight = np.maximum(np.max([np.abs(w).max(0) for w in weights], 0), 1e-5)
    s = weight ** (1 - strength) / large ** strength
    return (s / np.exp(np.log(s).mean())).astype(np.float32)


def quantise(state, windows=None):
    """float32 tensors under our names -> tensors of the engine's file.

    windows: list of (ids, case, quote), each the pieces of one window with [CLS] and [SEP], from texts like those
    that will be read (20,000 pieces suffice); without them weights are simply rounded.
    """
    state = {k: np.asarray(v, np.float32) for k, v in state.items()}
    out = dict(state)
    out["word"], out["word.scale"] = rounded(state["word"])
    if windows:
        edges = np.cumsum([len(w[0]) for w in windows])[:-1]
        x = np.concatenate([embed(state, w) for w in windows])

    def put(name, weight, inputs):
        q, scale = gptq(weight, inputs) if windows else rounded(weight)
        out[name + ".weight"], out[name + ".weight.scale"] = q, scale
        return q * scale[:, None]

    def block(names, inputs, fold=None, strength=SMOOTHING):
        """Quantises the matrices that read inputs; gives their outputs. `fold` takes the factors in the engine's place."""
        weights = [state[n + ".weight"] for n in names]
        if not windows:
            for n, w in zip(names, weights):
                put(n, w, None)
            return [None] * len(names)
        s = smoothing(inputs, weights, strength)
        inputs = inputs * s
        if fold is None:
            out[names[0] + ".smooth"] = s
        else:
            fold(s)
        return [inputs @ put(n, w / s, inputs).T + state[n + ".bias"] for n, w in zip(names, weights)]

    for i in range(layers_of(state)):
        p = f"layer.{i}."
        if not windows:
            for n in ("query", "key", "value", "output", "ffn_in", "ffn_out"):
                put(p + n, state[p + n + ".weight"], None)
            continue
        qkv = block([p + "query", p + "key", p + "value"], x)
        parts = zip(*(np.split(y, edges) for y in qkv))
        mixed = np.concatenate([attention(*part) for part in parts])

        def into_value(s):  # rows of value are columns of output
            out[p + "value.weight.scale"] = out[p + "value.weight.scale"] * s
            out[p + "value.bias"] = state[p + "value.bias"] * s

        y, = block([p + "output"], mixed, into_value)
        x = norm(x + y, state, p + "norm1")
        h, = block([p + "ffn_in"], x)
        y, = block([p + "ffn_out"], gelu(h), strength=SMOOTHING_GELU)
        x = norm(x + y, state, p + "norm2")
    return out


def export(state, path, vocabulary, window=256, windows=None, labels=None, training=""):
    """Writes the file that the engine loads.

    state: our names -> arrays, heads included (head.NAME.{weight,bias}), as are tensors for readers of the heads;
    vocabulary: list of wordpieces; labels: head -> names of its outputs, for heads that have names;
    training: what the weights were trained on and how; windows: see quantise.
    """
    tensors = quantise(state, windows)
    hidden = state["norm.weight"].shape[0]
    metadata = {
        "layers": str(layers_of(state)), "hidden": str(hidden), "heads": str(hidden // HEAD), "window": str(window),
        "vocab": "\n".join(vocabulary), "labels": json.dumps(labels or {}), "training": training,
    }
    save_file({k: np.ascontiguousarray(v) for k, v in tensors.items()}, path, metadata)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("vocabulary")
    parser.add_argument("out")
    parser.add_argument("--texts", nargs="*", default=[], help="texts like those that will be read")
    parser.add_argument("--tokenizer", help="tokenizer.json, needed with --texts")
    parser.add_argument("--window", type=int, default=256)
    parser.add_argument("--layers", type=int, help="repeat the layers until there are so many (to measure speed)")
    parser.add_argument("--float", action="store_true", help="write float32 under our names")
    parser.add_argument("--training", default="")
    args = parser.parse_args()

    state = {k: v for k, v in load_file(args.weights).items() if v.dtype == np.float32}
    if "embeddings.LayerNorm.weight" in state or "bert.embeddings.LayerNorm.weight" in state:
        state = from_hugging_face(state)
    if args.layers:
        n = layers_of(state)
        for i in range(n, args.layers):
            state |= {k.replace(f"layer.{i % n}.", f"layer.{i}."): v for k, v in state.items() if k.startswith(f"layer.{i % n}.")}
    if args.float:
        save_file(state, args.out)
        return
    with open(args.vocabulary, encoding="utf8") as f:
        vocabulary = f.read().rstrip("\n").split("\n")
    windows = None
    if args.texts:
        from tokenizers import Tokenizer

        windows = windows_of(args.texts, Tokenizer.from_file(args.tokenizer), args.window)
    export(state, args.out, vocabulary, args.window, windows, training=args.training)


def windows_of(paths, tokenizer, size):
    """Texts -> windows for quantise, without overlap."""
    from features import CLS, SEP, SPECIAL_CASE, Wordpieces, words_of

    wordpieces, out = Wordpieces(tokenizer), []
    for path in paths:
        with open(path, encoding="utf8", newline="") as f:
            text = f.read()
        ids, case, quote, _ = wordpieces.encode(text, words_of(text))
        for i in range(0, len(ids), size - 2):
            part = slice(i, i + size - 2)
            out.append(([CLS] + ids[part] + [SEP], [SPECIAL_CASE] + case[part] + [SPECIAL_CASE], [0] + quote[part] + [0]))
    return out


if __name__ == "__main__":
    main()
