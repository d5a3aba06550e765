"""Trains the encoder with all its heads on all corpora together; goes on from OUT/checkpoint.pt if it is there."""
import argparse
import json
import os
import random
import time

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

import sources
import windows
from features import Wordpieces
from model import Encoder, load_published

LOSS_WEIGHTS = {"world": 1, "conll": 1, "cue": 1, "source": 0.5, "content": 1, "roles": 5, "kind": 0.3, "gender": 0.3, "coref": 0.3}


def pooled(values, spans):
    """values: words × n, spans: [(i, j)] -> means over each span."""
    total = F.pad(values.float().cumsum(0), (0, 0, 1, 0))
    i, j = torch.tensor([s[0] for s in spans]), torch.tensor([s[1] for s in spans])
    return (total[j] - total[i]) / (j - i)[:, None]


def role_loss(model, out, b):
    """Every cue's source and content: for each word of the window O, B or I. Cues of the batch together."""
    query, key, bias, breaks, at, gold = [], [], [], [], [], []
    words = b.first.shape[1]
    for n, w in enumerate(b.windows):
        if not w["roles"]:
            continue
        spans = [r[0] for r in w["roles"]]
        query.append(pooled(out["role_query"][n], spans))
        key.append(out["role_key"][n][None].expand(len(spans), -1, -1))
        bias.append(out["role_bias"][n][None].expand(len(spans), -1, -1))
        breaks.append(b.breaks[n][None].expand(len(spans), -1))
        at += [s[0] for s in spans]
        gold += [[r[1], r[2]] for r in w["roles"]]
    if not query:
        return None
    scores = model.roles(torch.cat(query), torch.cat(key).float(), torch.cat(bias).float(), torch.tensor(at), torch.cat(breaks))
    loss = 0
    for k in (0, 1):
        labels = windows.pad([g[k] for g in gold], windows.IGNORE, words)
        logits = F.pad(scores[..., 2 * k:2 * k + 2], (1, 0))  # O scores 0
        loss = loss + F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=windows.IGNORE)
    return loss


def span_loss(out, b, head, key):
    """What a span is, of the spans with labels in windows[key]."""
    logits, gold = [], []
    for n, w in enumerate(b.windows):
        if w[key]:
            logits.append(pooled(out[head][n], [s for s, _ in w[key]]))
            gold += [label for _, label in w[key]]
    return F.cross_entropy(torch.cat(logits), torch.tensor(gold)) if gold else None


def coreference_loss(model, out, b):
    """Marginal likelihood of all right antecedents, before or after; nobody (score 0) for a mention that stands alone."""
    losses = []
    for n, w in enumerate(b.windows):
        mentions = w["mentions"]
        if len(mentions) < 2:
            continue
        names = [k for k, m in enumerate(mentions) if not m[2]] or list(range(len(mentions)))
        queries = [k for k, m in enumerate(mentions) if m[2]]
        if not queries:
            continue
        spans = [m[0] for m in mentions]
        first = torch.tensor([s[0] for s in spans])
        q, k = pooled(out["coref_query"][n], spans)[queries], pooled(out["coref_key"][n], spans)[names]
        scores = F.pad(model.coreference(q, k, first[queries], first[names]), (1, 0))
        gold = torch.zeros(len(queries), 1 + len(names), dtype=torch.bool)
        for r, x in enumerate(queries):
            for c, y in enumerate(names):
                if x == y:
                    scores[r, c + 1] = -1e4
                elif mentions[x][1] == mentions[y][1]:
                    gold[r, c + 1] = True
            gold[r, 0] = mentions[x][3]  # alone in the whole article
        known = gold.any(1)  # an antecedent outside of the window teaches nothing
        if known.any():
            s, g = scores[known], gold[known]
            losses.append((s.logsumexp(1) - s.masked_fill(~g, -1e9).logsumexp(1)))
    return torch.cat(losses).mean() if losses else None


def losses(model, b):
    hidden = model(b.ids, b.case, b.quote, b.style, b.mask)
    words = hidden.gather(1, b.first[..., None].expand(-1, -1, hidden.shape[2]))
    out = {k: head(words) for k, head in model.head.items()}
    found = {k: F.cross_entropy(out[k].float().flatten(0, 1), y.flatten(), ignore_index=windows.IGNORE) for k, y in b.labels.items()}
    found |= {"roles": role_loss(model, out, b), "kind": span_loss(out, b, "kind", "kinds"), "gender": span_loss(out, b, "gender", "genders"),
              "coref": coreference_loss(model, out, b)}
    return {k: v for k, v in found.items() if v is not None}


VARIED = {"news-quotes": 0.7, "worldwide": 0.7, "polnear": 0.3}  # how often an article is seen set otherwise


def passes(encoded, weights, wordpieces, size, batch_size, rng):
    """Endless batches: every pass sees each corpus as often as its weight says, cut at other places each time."""
    while True:
        ws = []
        for corpus, articles in encoded.items():
            weight = weights[corpus]
            for a in articles:
                for _ in range(int(weight) + (rng.random() < weight % 1)):
                    e = a
                    if rng.random() < VARIED.get(corpus, 0):
                        e = windows.encode(a.article, wordpieces, windows.set_otherwise(a.article.text, rng))
                    ws += [windows.window(e, i, j) for i, j in windows.cuts(e, size, rng.randrange(size // 4, size - 2)) if j - i > 3]
        rng.shuffle(ws)
        chunks = [sorted(ws[i:i + 20 * batch_size], key=lambda w: len(w["ids"])) for i in range(0, len(ws), 20 * batch_size)]
        batches = [c[i:i + batch_size] for c in chunks for i in range(0, len(c), batch_size)]
        rng.shuffle(batches)
        yield from batches


UNMASKED = 999  # wordpieces under this are signs of the vocabulary: [CLS], [SEP], a line break
MASK = 103


def masked(ids, most):
    """The wordpieces with up to a share `most` of each window's hidden: a model that has seen its articles often learns
    from what stands around a word, not the word by heart."""
    hidden = torch.rand(ids.shape) < most * torch.rand(len(ids), 1)
    return torch.where(hidden & (ids >= UNMASKED), MASK, ids)


def parameter_groups(model, rate):
    groups = {"decay": [], "plain": [], "heads": []}
    for name, p in model.named_parameters():
        groups["plain" if p.ndim < 2 else "heads" if name.startswith("head.") else "decay"].append(p)
    return [dict(params=groups["decay"], lr=rate, weight_decay=0.01), dict(params=groups["plain"], lr=rate, weight_decay=0),
            dict(params=groups["heads"], lr=3 * rate, weight_decay=0.01)]


def save(path, state):
    torch.save(state, path + ".new")
    os.replace(path + ".new", path)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", required=True); ap.add_argument("--gold", required=True)
    ap.add_argument("--start", required=True, help="folder with model.safetensors and tokenizer.json of the published encoder")
    ap.add_argument("--start-from", help="model.pt or checkpoint.pt of an earlier run, instead of the published weights")
    ap.add_argument("--weight", action="append", default=[], metavar="CORPUS=N", help="see a corpus so often in a pass, instead of sources.WEIGHTS")
    ap.add_argument("--out", required=True)
    ap.add_argument("--layers", type=int, default=6); ap.add_argument("--steps", type=int, default=2600)
    ap.add_argument("--rate", type=float, default=3e-4); ap.add_argument("--window", type=int, default=256)
    ap.add_argument("--batch", type=int, default=16); ap.add_argument("--seed", type=int, default=0)
    ap.add_argument("--mask", type=float, default=0, help="share of the wordpieces hidden at most, but for the last fifth of the steps")
    ap.add_argument("--average", type=float, default=0.995, help="decay of the running mean of the weights")
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_default_device(device)
    half = device == "cuda" or torch.cpu._is_avx512_bf16_supported()  # elsewhere bf16 is emulated, and slow
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    wordpieces = Wordpieces(Tokenizer.from_file(os.path.join(a.start, "tokenizer.json")))
    encoded = {k: [windows.encode(x, wordpieces) for x in v] for k, v in sources.load(a.data, a.gold, "train").items()}
    model = Encoder(a.layers)
    if a.start_from:
        saved = torch.load(a.start_from, weights_only=True, map_location=device)
        model.load_state_dict(saved.get("state") or saved["mean"])
    else:
        load_published(model, os.path.join(a.start, "model.safetensors"))
    optimiser = torch.optim.AdamW(parameter_groups(model, a.rate), betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda i: min(1, (i + 1) / (0.06 * a.steps)) * max(0.0, 1 - i / a.steps))
    mean, step = {k: v.clone() for k, v in model.state_dict().items()}, 0
    checkpoint = os.path.join(a.out, "checkpoint.pt")
    if os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=True, map_location=device)
        model.load_state_dict(state["model"]); optimiser.load_state_dict(state["optimiser"]); schedule.load_state_dict(state["schedule"])
        mean, step = state["mean"], state["step"]
        rng.seed(a.seed + step); torch.manual_seed(a.seed + step)
    log = open(os.path.join(a.out, "log.jsonl"), "a")
    running, pieces, began = {}, 0, time.time()
    model.train()
    weights = sources.WEIGHTS | {k: float(n) for k, n in (w.split("=") for w in a.weight)}
    for ws in passes(encoded, weights, wordpieces, a.window, a.batch, rng):
        if step >= a.steps:
            break
        b = windows.batch(ws)
        if a.mask and step < 0.8 * a.steps:
            b.ids = masked(b.ids, a.mask)
        with torch.autocast(device, torch.bfloat16, enabled=half):
            found = losses(model, b)
        sum(LOSS_WEIGHTS[k] * v for k, v in found.items()).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step(); schedule.step(); optimiser.zero_grad(set_to_none=True)
        step += 1
        pieces += int(b.mask.sum())
        for k, v in found.items():
            running.setdefault(k, []).append(v.item())
        if step % 5 == 0:
            decay = min(a.average, step / (step + 50)) ** 5 if step < a.steps else a.average
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    mean[k].lerp_(v, 1 - decay)
        if step % 50 == 0:
            row = dict(step=step, seconds=round(time.time() - began), rate=round(pieces / (time.time() - began)),
                       **{k: round(sum(v) / len(v), 4) for k, v in running.items()})
            print(json.dumps(row), file=log, flush=True)
            running = {}
        if step % 250 == 0:
            save(checkpoint, dict(model=model.state_dict(), optimiser=optimiser.state_dict(), schedule=schedule.state_dict(), mean=mean, step=step))
    save(os.path.join(a.out, "model.pt"), dict(state=mean, layers=a.layers, window=a.window, steps=a.steps, seed=a.seed))


if __name__ == "__main__":
    main()
