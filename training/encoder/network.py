"""The network: a pretrained encoder, features of words added to its input, one linear head per tag, heads for pairs of words."""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, BertModel

from reportedly.annotate.encoder.words import CASES, PLACES, QUOTATION
from training.encoder.labels import HEADS, PAIRS

EDGES = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 160, 200)
"""Distances in words from which on a pair falls into the next bucket (apart for words before and after)."""
SENTENCES = 4
GUIDES = ("polnear", "ours")


def buckets(distance: Tensor) -> Tensor:
    """Signed distance in words -> bucket, 0 up to 2 * len(EDGES)."""
    size = torch.bucketize(distance.abs(), torch.tensor(EDGES[1:]), right=True)
    return torch.where(distance < 0, len(EDGES) - size, len(EDGES) + size)


class Pairs(nn.Module):
    """Scores of words j as seen from words i: a layer over both and their distance (additive), and a bilinear form.

    Dozat & Manning (2017), deep biaffine attention, with distance as in later work on semantic roles.
    """

    def __init__(self, width: int, labels: int, additive: int = 96, bilinear: int = 48) -> None:
        super().__init__()
        self.a, self.b = nn.Linear(width, additive), nn.Linear(width, additive, bias=False)
        self.words = nn.Embedding(2 * len(EDGES) + 1, additive)
        self.sentences = nn.Embedding(2 * SENTENCES + 1, additive)
        self.out = nn.Linear(additive, labels)
        self.left, self.right = nn.Linear(width, bilinear), nn.Linear(width, bilinear)
        self.form = nn.Parameter(torch.zeros(labels, bilinear, bilinear))
        for e in (self.words, self.sentences):
            nn.init.normal_(e.weight, std=0.1)
        nn.init.normal_(self.form, std=0.02)

    def forward(self, i: Tensor, j: Tensor, distance: Tensor, sentences: Tensor) -> Tensor:
        """I [n, width], j [n, m, width], distances [n, m] -> [n, m, labels]."""
        near = self.words(buckets(distance)) + self.sentences(sentences.clamp(-SENTENCES, SENTENCES) + SENTENCES)
        z = torch.relu(self.a(i)[:, None] + self.b(j) + near)
        form = torch.einsum("nd,lde,nme->nml", torch.relu(self.left(i)), self.form, torch.relu(self.right(j)))
        return self.out(z) + form


def attend(_: nn.Module, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, **options: float) -> tuple[Tensor, None]:
    """Plain attention in the inputs' own precision: on a processor the quickest to train with (no dropout on its weights)."""
    scores = (query * options["scaling"]) @ key.transpose(2, 3)
    if mask is not None:
        scores = scores.add_(mask)
    return (scores.softmax(-1) @ value).transpose(1, 2).contiguous(), None


AttentionInterface.register("plain", attend)


class Network(nn.Module):
    """Subword ids and features of words in, hidden states of words out; the heads stand beside."""

    def __init__(self, backbone: Path) -> None:
        super().__init__()
        self.body = BertModel.from_pretrained(backbone, add_pooling_layer=False, attn_implementation="plain")
        self.body.embeddings.word_embeddings.requires_grad_(False)  # half of all weights; tuning them would be slow and gain little
        width = self.body.config.hidden_size
        self.extra = nn.ModuleList(nn.Embedding(len(x), width) for x in (CASES, QUOTATION, PLACES, GUIDES))
        for e in self.extra:
            nn.init.normal_(e.weight, std=0.005)
        self.drop = nn.Dropout(0.1)
        self.heads = nn.ModuleDict({h: nn.Linear(width, len(labels)) for h, labels in HEADS.items()})
        self.pairs = nn.ModuleDict({p: Pairs(width, len(labels)) for p, labels in PAIRS.items()})

    def encode(self, ids: Tensor, features: Tensor, guide: Tensor, mask: Tensor | None = None) -> Tensor:
        """Ids [b, t], features [b, t, 3], guide [b] -> hidden states [b, t, width]."""
        x = self.embed(ids, features, guide)
        hidden = None if mask is None else ((mask - 1) * 1e4).to(x.dtype)[:, None, None]
        for layer in self.body.encoder.layer:
            x = layer(x, hidden)
        return x

    def learn_above(self) -> None:
        """From now on only the layers above half height and the heads learn."""
        layers = self.body.encoder.layer
        for part in (self.body.embeddings, self.extra, *layers[: len(layers) // 2]):
            part.requires_grad_(False)

    def embed(self, ids: Tensor, features: Tensor, guide: Tensor) -> Tensor:
        """What goes into the first layer [b, t, width]."""
        x = self.body.embeddings.word_embeddings(ids)
        for k, e in enumerate(self.extra):
            x = x + (e(features[:, :, k]) if k < 3 else e(guide)[:, None])
        return self.body.embeddings(inputs_embeds=x)
