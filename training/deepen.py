"""A trained model of half the layers of a published encoder -> model.pt with all of them, which says nearly the same.

all-MiniLM-L6-v2 began as the layers 0, 2, … 10 of MiniLM-L12, from which e5-small-v2 comes, too. So the trained layers
go back to their places and the published ones return between them, at first with a part of their strength (as new
blocks do in Wu et al. 2024, LLaMA Pro, there with none): training then starts from what the small model knows.
"""
import argparse
import os

import torch

from model import Encoder, load_published


def as_input(norm):
    """Mean and standard deviation, over its dimensions, of what a layer norm gives."""
    return norm.bias.mean(), (norm.weight.square().mean() + norm.bias.var()).sqrt()


def weaken(layer, before, strength):
    """Leaves `strength` of what a layer adds; with 0 it passes on what the norm `before` gives."""
    mean, deviation = as_input(before)
    for linear in (layer.output, layer.ffn_out):
        linear.weight.mul_(strength); linear.bias.mul_(strength)
    for norm in (layer.norm1, layer.norm2):
        norm.weight.mul_(strength).add_((1 - strength) * deviation)
        norm.bias.mul_(strength).add_((1 - strength) * mean)


@torch.no_grad()
def deepen(model, deep, strength):
    """Puts the weights of `model` into `deep`, a published encoder of twice its layers."""
    own = deep.state_dict()
    for name, value in model.state_dict().items():
        if not name.startswith("layer."):
            own[name].copy_(value)
    for i, layer in enumerate(model.layer):
        deep.layer[2 * i].load_state_dict(layer.state_dict())
        weaken(deep.layer[2 * i + 1], layer.norm2, strength)
    return deep


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", required=True, help="model.pt")
    ap.add_argument("--published", required=True, help="model.safetensors of the published encoder, with Hugging Face's names")
    ap.add_argument("--strength", type=float, default=0.4)
    ap.add_argument("--out", required=True, help="folder for model.pt, to go on from with train.py --layers --start-from")
    a = ap.parse_args()
    saved = torch.load(a.model, weights_only=True, map_location="cpu")
    model = Encoder(saved["layers"])
    model.load_state_dict(saved["state"])
    deep = Encoder(2 * saved["layers"])
    load_published(deep, a.published)
    os.makedirs(a.out, exist_ok=True)
    torch.save(dict(saved, state=deepen(model, deep, a.strength).state_dict(), layers=2 * saved["layers"]), os.path.join(a.out, "model.pt"))


if __name__ == "__main__":
    main()
