"""Trained networks and trees (ONNX) as onnxruntime runs them, in one way for all."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def session(model: bytes, *, threads: int = 1, arena: bool = True) -> "InferenceSession":
    """A network that is ready to run on the processor with so many threads.

    Without `arena` no memory is held between two runs: where sizes differ from run to run what is held would only grow.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = arena
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER)


_SLOWER = ["SkipLayerNormFusion"]
"""What onnxruntime would do to a network that makes ours slower: a sentence read closely takes a third longer with it (1.31)."""
