"""The encoder (MiniLM shape) and its heads. Every head is linear on a word's first wordpiece."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

from features import CASES, QUOTES

HIDDEN, HEADS, VOCABULARY, POSITIONS = 384, 12, 30522, 512
WORLD_TYPES = ["Person", "Location", "Organization", "Misc", "NORP", "Facility", "Product", "Money", "Date"]
CONLL_TYPES = ["PER", "LOC", "ORG", "MISC"]
KINDS = ["person", "organisation", "group", "unnamed", "document", "none"]
GENDERS = ["male", "female"]  # of people, as the pronouns for them say
ROLES = ["source-B", "source-I", "content-B", "content-I"]  # labels of a word as seen from a cue
ROLE_SIZE, COREF_SIZE = 64, 96
# Buckets of the signed distance in words, log-spaced to both sides.
DISTANCES = 24
FURTHEST = 600  # words; those further away count as that far
# Breaks (ends of sentences or lines) between a cue and a word, from -3 to 3.
MOST_BREAKS = 3
HEAD_SIZES = {
    "world": 1 + 2 * len(WORLD_TYPES), "conll": 1 + 2 * len(CONLL_TYPES),
    "cue": 3, "source": 3, "content": 3, "kind": len(KINDS), "gender": len(GENDERS),
    "role_query": len(ROLES) * ROLE_SIZE, "role_key": len(ROLES) * ROLE_SIZE, "role_bias": len(ROLES),
    "coref_query": COREF_SIZE, "coref_key": COREF_SIZE,
}


def distance_bucket(d):
    """Signed distance in words -> 0 … DISTANCES-1. The sign's half, then powers of about 1.6."""
    edges = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144]
    side = sum(abs(d) >= e for e in edges)  # 0 … 11
    return side if d >= 0 else DISTANCES // 2 + side


class SharedDropout(nn.Module):
    """Dropout with one mask for all positions of a sequence: as good, and a quarter faster on CPU."""

    def forward(self, x):
        if not self.training:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) > 0.1
        return x * keep.to(x.dtype) / 0.9


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.ffn_in, self.ffn_out = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = SharedDropout()

    def forward(self, x, mask):
        b, t, _ = x.shape
        heads = lambda y: y.view(b, t, HEADS, HIDDEN // HEADS).transpose(1, 2)
        a = F.scaled_dot_product_attention(heads(self.query(x)), heads(self.key(x)), heads(self.value(x)), attn_mask=mask)
        x = self.norm1(x + self.dropout(self.output(a.transpose(1, 2).reshape(b, t, HIDDEN))))
        return self.norm2(x + self.dropout(self.ffn_out(F.gelu(self.ffn_in(x)))))


class Encoder(nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.style = nn.Embedding(2, HIDDEN)  # annotation style: 0 ours, 1 PolNeAR's
        self.case, self.quote = nn.Embedding(CASES, HIDDEN), nn.Embedding(QUOTES, HIDDEN)
        self.norm, self.dropout = nn.LayerNorm(HIDDEN, eps=1e-12), SharedDropout()
        self.layer = nn.ModuleList(Layer() for _ in range(layers))
        self.head = nn.ModuleDict({k: nn.Linear(HIDDEN, n) for k, n in HEAD_SIZES.items()})
        self.role_distance = nn.Parameter(torch.zeros(DISTANCES, len(ROLES)))
        # What a cue says of words at a distance, and beyond breaks (relative keys, as in Shaw et al. 2018).
        self.role_relative = nn.Parameter(torch.zeros(DISTANCES, len(ROLES) * ROLE_SIZE))
        self.role_break = nn.Parameter(torch.zeros(2 * MOST_BREAKS + 1, len(ROLES) * ROLE_SIZE))
        self.coref_distance = nn.Parameter(torch.zeros(DISTANCES))
        self.register_buffer("buckets", torch.tensor([distance_bucket(d) for d in range(-FURTHEST, FURTHEST + 1)]), persistent=False)
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.zeros_(self.quote.weight)

    def forward(self, ids, case, quote, style, mask):
        """ids, case, quote, mask: batch × pieces; style: batch -> hidden states batch × pieces × HIDDEN."""
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.style(style)[:, None] + self.case(case) + self.quote(quote)
        x = self.dropout(self.norm(x))
        for layer in self.layer:
            x = layer(x, mask[:, None, None, :])
        return self.dropout(x)

    def bucket(self, distance):
        return self.buckets[distance.clamp(-FURTHEST, FURTHEST) + FURTHEST]

    def roles(self, query, key, bias, at, breaks):
        """Scores of the ROLES of words as seen from cues.

        query: cues × roles·size (mean over the cue's words); key: cues × words × roles·size;
        bias: cues × words × roles; at: cues (index of the cue's first word);
        breaks: cues × words (breaks before each word) -> cues × words × roles.
        """
        n, w = key.shape[:2]
        q = query.view(n, len(ROLES), ROLE_SIZE)
        distance = self.bucket(torch.arange(w)[None] - at[:, None])
        crossed = (breaks - breaks.gather(1, at[:, None])).clamp(-MOST_BREAKS, MOST_BREAKS) + MOST_BREAKS

        def relative(table, index):  # dot products with every row of the table, then the row of each word
            dots = torch.einsum("nrs,brs->nbr", q, table.view(-1, len(ROLES), ROLE_SIZE))
            return dots.gather(1, index[..., None].expand(-1, -1, len(ROLES)))

        scores = (q[:, None] * key.view(n, w, len(ROLES), ROLE_SIZE)).sum(-1)
        scores = scores + relative(self.role_relative, distance) + relative(self.role_break, crossed)
        return scores / math.sqrt(ROLE_SIZE) + bias + self.role_distance[distance]

    def coreference(self, query, key, at, key_at):
        """query: m × size, key: n × size (means over mentions), at, key_at: first words -> m × n. Nobody scores 0."""
        return query @ key.T / math.sqrt(COREF_SIZE) + self.coref_distance[self.bucket(key_at[None] - at[:, None])]


def load_published(model, path):
    """Fills embeddings and layers from a BERT checkpoint with Hugging Face names."""
    state = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
    model.word.weight.data.copy_(state["embeddings.word_embeddings.weight"])
    model.position.weight.data.copy_(state["embeddings.position_embeddings.weight"])
    model.style.weight.data.copy_(state["embeddings.token_type_embeddings.weight"][:1].expand(2, -1))

    def fill(module, name):
        module.weight.data.copy_(state[name + ".weight"])
        module.bias.data.copy_(state[name + ".bias"])

    fill(model.norm, "embeddings.LayerNorm")
    for i, layer in enumerate(model.layer):
        for module, name in (
            (layer.query, "attention.self.query"), (layer.key, "attention.self.key"), (layer.value, "attention.self.value"),
            (layer.output, "attention.output.dense"), (layer.norm1, "attention.output.LayerNorm"),
            (layer.ffn_in, "intermediate.dense"), (layer.ffn_out, "output.dense"), (layer.norm2, "output.LayerNorm"),
        ):
            fill(module, f"encoder.layer.{i}.{name}")
