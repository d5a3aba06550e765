"""Reads the annotated corpora under --data into Articles. Each reader is one corpus, in its own annotation."""
import bisect
import collections
import csv
import glob
import json
import os
import re
from dataclasses import dataclass, field

from features import words_of
from model import CONLL_TYPES, WORLD_TYPES

OURS, POLNEAR = 0, 1  # annotation styles of attributions


@dataclass
class Attribution:
    """Word ranges [i, j) of one statement; cue and source may be None."""
    content: list
    cue: tuple
    source: tuple
    speaker: str = None  # resolved name, None if nobody said
    kind: str = None


@dataclass
class Mention:
    """A word range that refers to something. Mentions with one cluster refer to the same."""
    words: tuple
    cluster: object = None  # None: it may refer to anything
    query: bool = True  # its antecedent is learned
    gender: int = None  # of a person's name, index of model.GENDERS


@dataclass
class Article:
    name: str
    text: str
    words: list
    style: int = OURS
    world: list = None  # BIO label of each word
    conll: list = None
    attributions: list = None
    mentions: list = field(default_factory=list)


def read(path):
    with open(path, encoding="utf8", newline="") as f:
        return f.read()


def json_lines(path):
    return [json.loads(line) for line in open(path, encoding="utf8") if line.strip()]


class Aligner:
    """Code point spans of a text -> word ranges."""

    def __init__(self, words):
        self.starts, self.ends = [a for a, _ in words], [b for _, b in words]

    def range(self, start, end):
        i, j = bisect.bisect_right(self.ends, start), bisect.bisect_left(self.starts, end)
        return (i, j) if i < j else None

    def ranges(self, spans):
        return [r for r in (self.range(a, b) for a, b in sorted(spans)) if r]

    def hull(self, spans):
        ranges = self.ranges(spans)
        return (ranges[0][0], ranges[-1][1]) if ranges else None


PRONOUNS = {"he": 0, "him": 0, "his": 0, "himself": 0, "she": 1, "her": 1, "hers": 1, "herself": 1}


def add_genders(article):
    """Names get the gender of the pronouns of their cluster."""
    word = lambda m: article.text[article.words[m.words[0]][0]:article.words[m.words[1] - 1][1]]
    votes = collections.Counter()
    for m in article.mentions:
        votes[m.cluster] += {0: 1, 1: -1}.get(PRONOUNS.get(word(m).lower()), 0)
    for m in article.mentions:
        if votes[m.cluster] and word(m)[0].isupper() and word(m).lower() not in PRONOUNS:
            m.gender = 0 if votes[m.cluster] > 0 else 1


# ------------------------------------------------------------------ tokenised corpora

NO_SPACE_BEFORE = set(".,;:!?)]}%”’") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'m", "'d", "’re", "’ve", "’ll", "’m", "’d", "...", "…"}
NO_SPACE_AFTER = set("([{$£€¥“‘#")


def detokenise(sentences, separator="\n"):
    """Lists of tokens -> text with news spacing, span of each token."""
    text, spans = "", []
    for sentence in sentences:
        opened, glue = False, True
        for token in sentence:
            token = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}.get(token, token)
            if token == '"':
                glue = glue or opened
            if not glue and token not in NO_SPACE_BEFORE:
                text += " "
            spans.append((len(text), len(text) + len(token)))
            text += token
            glue = token in NO_SPACE_AFTER
            if token == '"':
                opened = not opened
                glue = opened
        text += separator
    return text, spans


def bio_labels(words, tokens, labels, types):
    """BIO or BIOES labels of tokens with spans -> label indices of words (0 O, 1+2k B, 2+2k I)."""
    out, at = [0] * len(words), Aligner(words)
    for span, label in zip(tokens, labels):
        prefix, _, kind = label.partition("-")
        r = at.range(*span) if kind in types else None
        for n, i in enumerate(range(*r) if r else ()):
            out[i] = 1 + 2 * types.index(kind) + (0 if prefix in "BS" and n == 0 else 1)
    return out


def sentences_of(path, column):
    """Blank-line separated `token … label` lines -> [(tokens, labels)] with None between documents."""
    tokens, labels = [], []
    for line in open(path, encoding="utf8"):
        p = line.rstrip("\n").split("\t" if column == "tab" else " ")
        if not p[0].strip() or p[0] == "-DOCSTART-":
            if tokens:
                yield tokens, labels
                tokens, labels = [], []
            if p[0] == "-DOCSTART-":
                yield None
            continue
        tokens.append(p[0].strip()); labels.append(p[-1].strip())
    if tokens:
        yield tokens, labels


def conll(path):
    documents = [[]]
    for s in sentences_of(path, "space"):
        if s is None:
            documents.append([])
        else:
            documents[-1].append(s)
    for n, d in enumerate(d for d in documents if d):
        text, spans = detokenise([t for t, _ in d])
        words = words_of(text)
        labels = [label for _, ls in d for label in ls]
        yield Article(f"conll-{n}", text, words, conll=bio_labels(words, spans, labels, CONLL_TYPES))


def match_tokens(text, tokens):
    """Spans of tokens in a text that holds the same characters but other spacing; None for a token that is not there."""
    spans, at = [], 0
    for token in tokens:
        token = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}.get(token, token)
        i = at
        while i < len(text) and text[i].isspace():
            i += 1
        start, ok = i, True
        for c in token:
            while i < len(text) and text[i].isspace() and not c.isspace():
                i += 1
            if i >= len(text) or text[i] != c:
                ok = False
                break
            i += 1
        if ok:
            spans.append((start, i)); at = i
        else:
            spans.append(None)
    return spans


def worldwide(folder, quotes=None):
    """Worldwide Newswire; `quotes` maps an article's name to its (text, gold line): then both annotations are on that text."""
    for path in sorted(glob.glob(os.path.join(folder, "*.tsv"))):
        name = os.path.basename(path).removesuffix(".tsv")
        sentences = [s for s in sentences_of(path, "tab") if s and not s[0][0].startswith("http")]
        if not sentences:
            continue
        labels = [label for _, ls in sentences for label in ls]
        article = None
        if quotes and name in quotes:
            article = quotes.pop(name)
            spans = match_tokens(article.text, [t for ts, _ in sentences for t in ts])
            missed = sum(s is None for s in spans)
            if missed * 50 > len(spans):
                yield article
                article = None
            else:
                pairs = [(s, l) for s, l in zip(spans, labels) if s]
                article.world = bio_labels(article.words, [s for s, _ in pairs], [l for _, l in pairs], WORLD_TYPES)
        if article is None:
            text, spans = detokenise([t for t, _ in sentences])
            words = words_of(text)
            article = Article(name, text, words, world=bio_labels(words, spans, labels, WORLD_TYPES))
        yield article


# ------------------------------------------------------------------ attributions

CAPITALS = re.compile(r"\b[A-Z][\w’'.-]*\w(?:\s+(?:(?:of|de|al|bin|van|von|el|la|the|for|and)\s+)?[A-Z][\w’'.-]*\w)*")
TITLES = set("Mr Mrs Ms Dr Sir The President Minister Sen Rep Gov Gen Col Prof".split())


def name_mentions(text, names):
    """Spans of the occurrences of names: the whole name, and each capitalised word of it that no other name shares."""
    shared = collections.Counter(w for name in names for w in set(name.split()))
    out = collections.defaultdict(list)
    for name in names:
        forms = {name}
        if not re.search(r"\b(?:of|for|and)\b", name):
            forms |= {w for w in name.split() if w[:1].isupper() and len(w) > 2 and shared[w] == 1}
        for form in sorted(forms, key=lambda f: (-len(f), f)):
            for m in re.finditer(r"(?<!\w)" + re.escape(form) + r"(?!\w)", text):
                if not any(a < m.end() and m.start() < b for a, b in out[name]):
                    out[name].append(m.span())
    return out


def add_speakers(article, aligner):
    """Mentions from resolved speakers: sources (or what stands for them) against all capitalised phrases of the text."""
    people, organisations = ({name: None for a in article.attributions if a.speaker and a.kind == kind for name in a.speaker.split("; ")}
                             for kind in ("person", "organisation"))
    occurrences = name_mentions(article.text, people)
    for name in organisations:
        if name not in people:
            occurrences[name] = [m.span() for m in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", article.text)]
    taken = []
    for name, spans in occurrences.items():
        for s in spans:
            r = aligner.range(*s)
            if r:
                article.mentions.append(Mention(r, name, query=False))
                taken.append(r)
    for m in CAPITALS.finditer(article.text):
        r = aligner.range(*m.span())
        if r and m.group() not in TITLES and not any(a < r[1] and r[0] < b for a, b in taken):
            article.mentions.append(Mention(r, ("other", m.group()), query=False))
    for n, a in enumerate(article.attributions):
        at = a.source or a.cue or (a.content and (a.content[0][0], a.content[0][0] + 1))
        if at and a.speaker is not None:
            single = a.kind in ("person", "organisation") and ";" not in a.speaker and occurrences.get(a.speaker)
            if ";" not in a.speaker:
                article.mentions.append(Mention(at, a.speaker if single else ("nobody", n)))


def brat(path):
    spans, events = {}, []
    for line in read(path).split("\n"):
        p = line.rstrip("\r").split("\t")
        if line.startswith("T") and len(p) > 2:
            spans[p[0]] = [tuple(map(int, s.split())) for s in p[1].split(" ", 1)[1].split(";")]
        elif line.startswith("E") and len(p) > 1:
            roles = collections.defaultdict(list)
            for arg in p[1].split():
                role, t = arg.split(":", 1)
                roles[role.rstrip("0123456789")] += spans.get(t, [])
            events.append((p[0], roles))
    return events


def polnear(folder, speakers):
    """Every annotator's version is an article of its own."""
    names = {(r["ann"], r["id"]): r for r in json_lines(speakers)} if speakers else {}
    texts = {os.path.basename(t)[:-4]: t for t in glob.glob(os.path.join(folder, "text", "*.txt"))}
    for path in sorted(glob.glob(os.path.join(folder, "attributions", "*.ann"))):
        base = os.path.basename(path)
        name = base[:-4] if base[:-4] in texts else next((t for t in sorted(texts) if base.startswith(t)), None)
        if name is None:
            continue
        text = read(texts[name])
        words = words_of(text)
        aligner = Aligner(words)
        article = Article(base[:-4], text, words, POLNEAR, attributions=[])
        for event, roles in brat(path):
            r = names.get((base, event), {})
            article.attributions.append(Attribution(
                aligner.ranges(roles["Content"]), aligner.hull(roles["Cue"]), aligner.hull(roles["Source"]), r.get("speaker"), r.get("kind")))
        if any(a.speaker is not None for a in article.attributions):
            add_speakers(article, aligner)
        yield article


def news_quotes(folder, gold):
    for r in json_lines(gold):
        text = read(os.path.join(folder, r["doc"]))
        words = words_of(text)
        aligner = Aligner(words)
        span = lambda s: aligner.hull(s if s and isinstance(s[0], list) else [s]) if s else None
        article = Article(r["doc"], text, words, attributions=[
            Attribution(aligner.ranges(q["content"]), span(q["cue"]), span(q["source"]), q["speaker"] or "", q["speaker_kind"])
            for q in r["quotes"]])
        add_speakers(article, aligner)
        yield article


# ------------------------------------------------------------------ coreference

def gum(folder, names):
    for name in names:
        if not os.path.exists(os.path.join(folder, name + ".conllu")):
            continue  # Reddit's texts are not distributed with the corpus
        text, spans, open_, found = "", [], collections.defaultdict(list), []
        for line in open(os.path.join(folder, name + ".conllu"), encoding="utf8"):
            if line.startswith("# newpar") and text:
                text = text.rstrip() + "\n"
            p = line.rstrip("\n").split("\t")
            if len(p) < 10 or not p[0].isdigit():
                continue
            at = len(spans)
            spans.append((len(text), len(text) + len(p[1])))
            text += p[1] + ("" if "SpaceAfter=No" in p[9] else " ")
            m = re.search(r"Entity=([^|]*)", p[9])
            for part in re.findall(r"\([^()]*\)?|[^()]+\)", m.group(1)) if m else ():
                if part.startswith("("):
                    key = part[1:].rstrip(")").split("-")[0]
                    open_[key].append(at)
                    if not part.endswith(")"):
                        continue
                else:
                    key = part.rstrip(")").split("-")[0]
                if open_[key]:
                    found.append((open_[key].pop(), at, key))
        yield clustered(name, text, spans, found)


def clustered(name, text, spans, found):
    words = words_of(text)
    aligner = Aligner(words)
    article = Article(name, text, words)
    for first, last, cluster in found:
        r = aligner.range(spans[first][0], spans[last][1])
        if r and r[1] - r[0] <= 30:
            article.mentions.append(Mention(r, cluster))
    return article


def litbank(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.conll"))):
        sentences, tokens, open_, found, n = [], [], collections.defaultdict(list), [], 0
        for line in open(path, encoding="utf8"):
            p = line.rstrip("\n").split("\t")
            if len(p) < 5:
                if tokens:
                    sentences.append(tokens)
                tokens = []
                continue
            tokens.append(p[3])
            for part in p[-1].split("|"):
                key = part.strip("()")
                if part.startswith("("):
                    open_[key].append(n)
                if part.endswith(")") and open_[key]:
                    found.append((open_[key].pop(), n, key))
            n += 1
        if tokens:
            sentences.append(tokens)
        text, spans = detokenise(sentences, " ")
        yield clustered(os.path.basename(path), text, spans, found)


def gap(path):
    """Pronoun, its name if A or B is, and the other capitalised phrases of the snippet."""
    for row in csv.DictReader(open(path, encoding="utf8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = row["Text"]
        words = words_of(text)
        aligner = Aligner(words)
        article = Article(row["ID"], text, words)
        at = lambda key: aligner.range(int(row[key + "-offset"]), int(row[key + "-offset"]) + len(row[key]))
        right = [k for k in "AB" if row[k + "-coref"].upper() == "TRUE"]
        if not right:
            continue
        pronoun, name = at("Pronoun"), row[right[0]]
        taken = [at("A"), at("B")]
        if not pronoun or not all(taken):
            continue
        article.mentions = [Mention(pronoun, "he"), Mention(at("A"), "he" if "A" in right else "A", False), Mention(at("B"), "he" if "B" in right else "B", False)]
        same = set(name.split())
        for m in CAPITALS.finditer(text):
            r = aligner.range(*m.span())
            if r and not any(a < r[1] and r[0] < b for a, b in taken + [pronoun]):
                # Another occurrence of the right name is right as well.
                article.mentions.append(Mention(r, "he" if same & set(m.group().split()) else ("other", m.group()), False))
        yield article


# ------------------------------------------------------------------ the mixture

# How often an article of each corpus is seen in one pass.
WEIGHTS = {"news-quotes": 3, "worldwide": 1.5, "polnear": 1, "conll": 1, "gum": 1, "litbank": 0.4, "gap": 1}


def load(data, gold, split):
    """{corpus: [Article]} of 'train' or 'dev'."""
    quotes = {a.name: a for a in news_quotes(f"{data}/news-quotes/{split}", f"{gold}/news-quotes-{split}.jsonl")}
    world = list(worldwide(f"{data}/worldwide/{split}", quotes))
    out = {
        "news-quotes": [a for a in world if a.attributions is not None] + list(quotes.values()),
        "worldwide": [a for a in world if a.attributions is None],
        "polnear": list(polnear(f"{data}/polnear/{split}", f"{gold}/polnear-{split}-speakers.jsonl")),
        "conll": list(conll(f"{data}/conllpp/{split}.txt")),
        "gum": list(gum(f"{data}/gum", read(f"{data}/gum/files.{split}").split())),
        "gap": list(gap(f"{data}/gap/gap-{'development' if split == 'train' else 'validation'}.tsv")),
    }
    if split == "train":
        out["litbank"] = list(litbank(f"{data}/litbank/coref-conll"))
    for articles in out.values():
        for a in articles:
            add_genders(a)
    return out
