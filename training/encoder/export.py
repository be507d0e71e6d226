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
from transformers import PretrainedConfig

from training.encoder.closer import LAYERS, Closer
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


class Layer(nn.Module):
    """One layer without padding, states [1, t, width] to states.

    The same sums as the trained one, laid out so that onnxruntime has few and large operators.
    """

    def __init__(self, layer: nn.Module, heads: int) -> None:
        super().__init__()
        part = layer.attention.self
        self.heads, self.layer = heads, layer
        self.inward = nn.Linear(part.query.in_features, 3 * part.query.out_features)
        with torch.no_grad():
            self.inward.weight.copy_(torch.cat([part.query.weight, part.key.weight, part.value.weight]))
            self.inward.bias.copy_(torch.cat([part.query.bias, part.key.bias, part.value.bias]))

    def forward(self, x: Tensor) -> Tensor:
        seen = Attention.apply(*self.inward(x).split(x.shape[-1], dim=-1), self.heads)  # chunk() becomes three slower operators
        x = self.layer.attention.output.LayerNorm(self.layer.attention.output.dense(seen) + x)
        return self.layer.output.LayerNorm(self.layer.output.dense(nn.functional.gelu(self.layer.intermediate.dense(x))) + x)


class Body(nn.Module):
    """One window without padding: ids [1, t], features [1, t, 3], guide [1], words [w] -> states above and below `LAYERS` layers."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net
        self.layers = nn.ModuleList(Layer(layer, net.body.config.num_attention_heads) for layer in net.body.encoder.layer)

    def forward(self, ids: Tensor, features: Tensor, guide: Tensor, words: Tensor) -> tuple[Tensor, Tensor]:
        middle = self.net.embed(ids, features, guide)
        for layer in self.layers[:-LAYERS]:
            middle = layer(middle)
        x = middle
        for layer in self.layers[-LAYERS:]:
            x = layer(x)
        return x[0][words], middle[0][words]


class Again(nn.Module):
    """The closer reading of one sentence without padding: states [1, w, width], marked [1, w, 1] -> its logits."""

    def __init__(self, net: Closer) -> None:
        super().__init__()
        self.net = net
        self.layers = nn.ModuleList(Layer(layer, net.config.num_attention_heads) for layer in net.layers)

    def forward(self, states: Tensor, marked: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        x = states + marked * self.net.mark
        for layer in self.layers:
            x = layer(x)
        return self.net.told(x, marked)


def export(net: Network, tokenizer: Tokenizer, out: Path, *, listed: Path) -> None:
    """Writes the encoder's files into `out` and the digests of all files there into `listed`."""
    out.mkdir(parents=True, exist_ok=True)
    net.eval()
    _network(net, out / "encoder.onnx")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    (out / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    _heads(net, out / "heads.npz")
    (out / "encoder.toml").write_text(_about(net), encoding="utf-8")
    list_files(out, listed)


def list_files(out: Path, listed: Path) -> None:
    """Writes the digests of a model's files."""
    lines = [
        "# The files of each trained model in the package reportedly_models, with their SHA-256; written by training.",
        "",
        "[encoder.files]",
    ]
    lines += [f'"{p.name}" = "{sha256(p.read_bytes()).hexdigest()}"' for p in sorted(out.iterdir()) if p.is_file() and p.suffix != ".py"]
    listed.write_text("\n".join(lines) + "\n", encoding="utf-8")


def export_closer(net: Closer, path: Path) -> None:
    """Writes the network of the closer reading."""
    net.eval()
    marked = torch.zeros(1, 20, 1)
    marked[0, 3] = 1
    names = ["event", "status", "mode", "parts"]
    axes = {"states": {1: "w"}, "marked": {1: "w"}, "parts": {1: "w"}}
    _write(Again(net), (torch.randn(1, 20, net.config.hidden_size), marked), path, names=(["states", "marked"], names), axes=axes)


def _network(net: Network, path: Path) -> None:
    example = (
        torch.randint(5, 999, (1, 30)),
        torch.zeros(1, 30, 3, dtype=torch.long),
        torch.ones(1, dtype=torch.long),
        torch.arange(1, 20),
    )
    axes = {"ids": {1: "t"}, "features": {1: "t"}, "words": {0: "w"}, "states": {0: "w"}, "middle": {0: "w"}}
    _write(Body(net), example, path, names=(["ids", "features", "guide", "words"], ["states", "middle"]), axes=axes)


def _write(
    body: nn.Module, example: tuple[Tensor, ...], path: Path, *, names: tuple[list[str], list[str]], axes: dict[str, dict[int, str]]
) -> None:
    """A network as int8 ONNX with these names of what goes in and comes out, and these open axes."""
    with tempfile.TemporaryDirectory() as folder, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        raw = f"{folder}/raw.onnx"
        torch.onnx.export(
            body, example, raw, input_names=names[0], output_names=names[1], dynamic_axes=axes, opset_version=17, dynamo=False
        )
        fused = fuse(raw, f"{folder}/fused.onnx", body.net.config if isinstance(body, Again) else body.net.body.config)
        quantize_dynamic(fused, path, weight_type=QuantType.QInt8, per_channel=True, extra_options={"DefaultTensorType": 1})


def fuse(raw: str, out: str, config: PretrainedConfig) -> str:
    """Layer norms and activations as single operators, which onnxruntime runs faster."""
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    options = FusionOptions("bert")
    options.enable_skip_layer_norm = False  # the merged operator is the slower one on processors
    options.enable_attention = False
    options.enable_bias_gelu = False  # the bias then goes into the product before it, and the activation takes half the time
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
