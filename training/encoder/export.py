"""Writes the trained network as the package that the product reads: int8 ONNX, heads, vocabulary, digests."""

import tempfile
import warnings
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.encoder.labels import HEADS, PAIRS
from training.encoder.network import EDGES, GUIDES, SENTENCES, Network

ROOT = Path(__file__).parents[2]
LIMIT, OVERLAP = 254, 48
"""Subwords per window and shared by neighbours when reports are read."""


class Attention(torch.autograd.Function):
    """Attention as one operator of onnxruntime; queries, keys and values are [1, t, width]."""

    @staticmethod
    def forward(_: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        q, k, v = (x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (query, key, value))
        return nn.functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: torch.Graph, query: torch.Value, key: torch.Value, value: torch.Value, heads: int) -> torch.Value:
        """Its name in the graph."""
        out = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return out.setType(query.type())


class Body(nn.Module):
    """One window without padding: ids [1, t], features [1, t, 3], guide [1], words [w] -> states [w, width].

    The same sums as `Network.encode`, laid out so that onnxruntime has few and large operators.
    """

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net
        self.heads = net.body.config.num_attention_heads
        self.inward = nn.ModuleList(self._merged(layer.attention.self) for layer in net.body.encoder.layer)

    @staticmethod
    def _merged(part: nn.Module) -> nn.Linear:
        out = nn.Linear(part.query.in_features, 3 * part.query.out_features)
        with torch.no_grad():
            out.weight.copy_(torch.cat([part.query.weight, part.key.weight, part.value.weight]))
            out.bias.copy_(torch.cat([part.query.bias, part.key.bias, part.value.bias]))
        return out

    def forward(self, ids: Tensor, features: Tensor, guide: Tensor, words: Tensor) -> Tensor:
        x = self.net.embed(ids, features, guide)
        for layer, inward in zip(self.net.body.encoder.layer, self.inward, strict=True):
            seen = Attention.apply(*inward(x).chunk(3, dim=-1), self.heads)
            x = layer.attention.output.LayerNorm(layer.attention.output.dense(seen) + x)
            x = layer.output.LayerNorm(layer.output.dense(nn.functional.gelu(layer.intermediate.dense(x))) + x)
        return x[0][words]


def export(net: Network, tokenizer: Tokenizer, out: Path, *, listed: Path = ROOT / "reportedly" / "data" / "models.toml") -> None:
    """Writes the model's files into `out` and their digests into `listed`."""
    out.mkdir(parents=True, exist_ok=True)
    net.eval()
    _network(net, out / "encoder.onnx")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    (out / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    _heads(net, out / "heads.npz")
    (out / "encoder.toml").write_text(_about(net), encoding="utf-8")
    lines = [
        "# The files of each trained model in the package reportedly_models, with their SHA-256; written by training.",
        "",
        "[encoder.files]",
    ]
    lines += [f'"{p.name}" = "{sha256(p.read_bytes()).hexdigest()}"' for p in sorted(out.iterdir()) if p.suffix != ".py"]
    listed.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _network(net: Network, path: Path) -> None:
    example = (
        torch.randint(5, 999, (1, 30)),
        torch.zeros(1, 30, 3, dtype=torch.long),
        torch.ones(1, dtype=torch.long),
        torch.arange(1, 20),
    )
    axes = {"ids": {1: "t"}, "features": {1: "t"}, "words": {0: "w"}, "states": {0: "w"}}
    with tempfile.TemporaryDirectory() as folder, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        raw = f"{folder}/raw.onnx"
        torch.onnx.export(
            Body(net), example, raw, input_names=["ids", "features", "guide", "words"], output_names=["states"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        fused = fuse(raw, f"{folder}/fused.onnx", net)
        quantize_dynamic(fused, path, weight_type=QuantType.QInt8, per_channel=True, extra_options={"DefaultTensorType": 1})


def fuse(raw: str, out: str, net: Network) -> str:
    """Layer norms and activations as single operators, which onnxruntime runs faster."""
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    options = FusionOptions("bert")
    options.enable_skip_layer_norm = False  # the merged operator is the slower one on processors
    options.enable_attention = False
    options.enable_bias_gelu = False  # the bias then goes into the product before it, and the activation takes half the time
    config = net.body.config
    model = optimizer.optimize_model(
        raw,
        model_type="bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        opt_level=1,
        optimization_options=options,
    )
    model.save_model_to_file(out)
    print("fused:", model.get_fused_operator_statistics())
    return out


def _heads(net: Network, path: Path) -> None:
    kept = {k.removeprefix("heads."): v for k, v in net.state_dict().items() if k.startswith(("heads.", "pairs."))}
    np.savez(path, **{k: v.float().numpy().astype(np.float16) for k, v in kept.items()})


def _about(net: Network) -> str:
    def listing(values: tuple[object, ...]) -> str:
        return "[" + ", ".join(f'"{v}"' if isinstance(v, str) else str(v) for v in values) + "]"

    lines = [f"width = {net.body.config.hidden_size}", f"limit = {LIMIT}", f"overlap = {OVERLAP}", f"guides = {listing(GUIDES)}"]
    lines += [f"edges = {listing(EDGES)}", f"sentences = {SENTENCES}", "", "[heads]"]
    lines += [f'"{h}" = {listing(v)}' for h, v in HEADS.items()]
    lines += ["", "[pairs]", *(f'"{p}" = {listing(v)}' for p, v in PAIRS.items())]
    return "\n".join(lines) + "\n"
