"""Which records hang together by pairs: connected components, found by the engine's joins."""

from typing import Any

from reportedly.scale.engine import Engine


def components(engine: Engine, pairs: Any) -> Any:
    """The engine's table of pairs (columns "a", "b") -> each record ("node") with the least of those it hangs together with ("root").

    Each round takes the least root among neighbours, then that root's own: a chain of n records needs about log2(n)
    rounds (the shortcutting of Shiloach and Vishkin 1982), each of which is three joins.
    """
    daft = engine.start()
    col, when = daft.col, daft.functions.when
    edges = pairs.select(col("a").alias("node"), col("b").alias("near"))
    edges = edges.concat(pairs.select(col("b").alias("node"), col("a").alias("near"))).distinct().collect()
    roots = edges.select("node").distinct().with_column("root", col("node")).collect()
    while True:
        near = edges.join(roots.select(col("node").alias("near"), col("root").alias("seen")), on="near")
        least = near.groupby("node").agg(col("seen").min().alias("seen"))
        joined = roots.join(least, on="node").with_column("low", when(col("seen") < col("root"), col("seen")).otherwise(col("root")))
        above = roots.select(col("node").alias("low"), col("root").alias("top"))
        stepped = (
            joined.join(above, on="low").with_column("next", when(col("top") < col("low"), col("top")).otherwise(col("low"))).collect()
        )
        changed = stepped.where(col("next") != col("root")).count_rows()
        roots = stepped.select("node", col("next").alias("root")).collect()
        if not changed:
            return roots
