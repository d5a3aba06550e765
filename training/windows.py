"""Articles -> windows of wordpieces with their labels -> padded batches."""
from dataclasses import dataclass

import torch

from features import CLS, SEP, SPECIAL_CASE, breaks_before
from model import KINDS

IGNORE = -100


@dataclass
class Encoded:
    """An article as the encoder sees it."""
    article: object
    ids: list
    case: list
    quote: list
    first: list  # first piece of each word
    breaks: list  # ends of sentences or lines before each word


def encode(article, wordpieces, text=None):
    """`text`: the article's text as set_otherwise gives it; its words stand at the same places."""
    text = text or article.text
    return Encoded(article, *wordpieces.encode(text, article.words), breaks_before(text, article.words))


def cuts(encoded, size, offset=0):
    """Word ranges [i, j) whose pieces fit into size-2, in order and without overlap; the first ends near `offset` pieces."""
    first, total = encoded.first + [len(encoded.ids)], len(encoded.first)
    out, i, limit = [], 0, offset or size - 2
    while i < total:
        j = i + 1
        while j < total and first[j + 1] - first[i] <= limit:
            j += 1
        out.append((i, j))
        i, limit = j, size - 2
    return out


def bio(ranges, i, j):
    """Word ranges -> BIO labels (0 O, 1 B, 2 I) of the words [i, j); where ranges overlap the outermost counts."""
    labels = [0] * (j - i)
    for a, b in sorted(ranges, key=lambda r: (r[0], -r[1])):
        if any(labels[w - i] for w in range(max(a, i), min(b, j))):
            continue
        for w in range(max(a, i), min(b, j)):
            labels[w - i] = 1 if w == a else 2
    return labels


def clip(ranges, i, j):
    return [(max(a, i), min(b, j)) for a, b in ranges if a < j and b > i]


def window(encoded, i, j):
    """The words [i, j) of an article with everything that is known of them, positions relative to i."""
    a, article = encoded, encoded.article
    lo, hi = a.first[i], a.first[j] if j < len(a.first) else len(a.ids)
    w = {
        "ids": [CLS] + a.ids[lo:hi] + [SEP],
        "case": [SPECIAL_CASE] + a.case[lo:hi] + [SPECIAL_CASE],
        "quote": [0] + a.quote[lo:hi] + [0],
        "first": [f - lo + 1 for f in a.first[i:j]],
        "breaks": a.breaks[i:j],
        "style": article.style,
        "world": article.world[i:j] if article.world else None,
        "conll": article.conll[i:j] if article.conll else None,
        "cue": None, "source": None, "content": None, "roles": [], "kinds": [], "genders": [], "mentions": [],
    }
    if article.attributions is not None:
        known = article.attributions
        w["cue"] = bio([x.cue for x in known if x.cue], i, j)
        w["source"] = bio([x.source for x in known if x.source], i, j)
        w["content"] = bio([r for x in known for r in x.content], i, j)
        for x in known:
            if x.cue and i <= x.cue[0] and x.cue[1] <= j:
                w["roles"].append((
                    (x.cue[0] - i, x.cue[1] - i),
                    bio(clip([x.source], i, j), i, j) if x.source else [0] * (j - i),
                    # A content that goes on after an interruption goes on with I: B is the first word of all.
                    bio(clip(x.content, i, j), i, j)))
            at = x.source or x.cue
            if at and x.kind in KINDS and i <= at[0] and at[1] <= j:
                w["kinds"].append(((at[0] - i, at[1] - i), KINDS.index(x.kind)))
    sizes = {}
    for m in article.mentions:
        sizes[m.cluster] = sizes.get(m.cluster, 0) + 1
    for m in article.mentions:
        if i <= m.words[0] and m.words[1] <= j:
            w["mentions"].append(((m.words[0] - i, m.words[1] - i), m.cluster, m.query, sizes[m.cluster] == 1))
            if m.gender is not None:
                w["genders"].append(((m.words[0] - i, m.words[1] - i), m.gender))
    return w


def pad(rows, value, length):
    return torch.tensor([r + [value] * (length - len(r)) for r in rows])


@dataclass
class Batch:
    ids: torch.Tensor  # windows × pieces
    case: torch.Tensor
    quote: torch.Tensor
    style: torch.Tensor
    mask: torch.Tensor
    first: torch.Tensor  # windows × words, 0 where there is no word
    breaks: torch.Tensor  # windows × words
    labels: dict  # head -> windows × words
    windows: list


def batch(windows):
    pieces, words = max(len(w["ids"]) for w in windows), max(len(w["first"]) for w in windows)
    ids = pad([w["ids"] for w in windows], 0, pieces)
    return Batch(
        ids, pad([w["case"] for w in windows], SPECIAL_CASE, pieces), pad([w["quote"] for w in windows], 0, pieces),
        torch.tensor([w["style"] for w in windows]), ids != 0, pad([w["first"] for w in windows], 0, words),
        pad([w["breaks"] for w in windows], 0, words),
        {k: pad([w[k] or [] for w in windows], IGNORE, words) for k in ("world", "conll", "cue", "source", "content")
         if any(w[k] for w in windows)},
        windows)


# ------------------------------------------------------------------ other ways to set the same text

def set_otherwise(text, rng):
    """The same text, character by character in place, as another newsroom would set it: line breaks, quotation marks."""
    if rng.random() < 0.6:  # sentences of one paragraph on one line
        text = "".join(" " if c == "\n" and rng.random() < 0.7 and text[i + 1:i + 2] not in ("\n", "") and text[i - 1:i] != "\n" else c
                       for i, c in enumerate(text))
    marks = rng.random()
    if marks < 0.25:
        text = text.translate({ord("“"): '"', ord("”"): '"', ord("’"): "'", ord("‘"): "'"})
    elif marks < 0.5 and "“" not in text:
        text, opened = list(text), False
        for i, c in enumerate(text):
            if c == "\n":
                opened = False
            elif c == '"':
                text[i], opened = "”" if opened else "“", not opened
        text = "".join(text)
    if marks > 0.9:
        text = text.translate({ord("“"): "‘", ord("”"): "’", ord('"'): "'"})
    return text
