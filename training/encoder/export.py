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
LIMIT, OVERLAP = 382, 96
"""Subwords per window and shared by neighbours when reports are read."""


class Body(nn.Module):
    """One window without padding: ids [1, t], features [1, t, 3], guide [1], words [w] -> states [w, width]."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, features: Tensor, guide: Tensor, words: Tensor) -> Tensor:
        return self.net.encode(ids, features, guide)[0][words]


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
        fused = fuse(raw, net.body.config.num_attention_heads, net.body.config.hidden_size, f"{folder}/fused.onnx")
        quantize_dynamic(fused, path, weight_type=QuantType.QInt8, per_channel=True, extra_options={"DefaultTensorType": 1})


def fuse(raw: str, heads: int, width: int, out: str) -> str:
    """Attention, layer norms and activations as single operators, which onnxruntime runs faster."""
    from onnxruntime.transformers import optimizer

    model = optimizer.optimize_model(raw, model_type="bert", num_heads=heads, hidden_size=width, opt_level=1)
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
