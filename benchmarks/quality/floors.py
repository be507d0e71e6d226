"""Pinned floors: a figure may rise, and never fall unnoticed; an error may fall, and never rise."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from benchmarks.quality.sets import Scores

PATH = Path(__file__).with_name("floors.toml")
SLACK = 0.0025  # one item in four hundred: on a loaded machine a score at the threshold once fell on its other side


def load() -> Mapping[str, Mapping[str, object]]:
    """The floors: set -> {"digest": ..., "floors": {measure: value}}; empty when none are pinned yet."""
    return tomllib.loads(PATH.read_text(encoding="utf-8")) if PATH.exists() else {}


def broken(name: str, scores: Scores, digest: str) -> list[str]:
    """What falls below its floor, one sentence each; a set whose annotations changed has no floors."""
    pinned = load().get(name)
    if not pinned:
        return []
    if pinned["digest"] != digest:
        return [f"{name}: the annotations changed; look at the scores, then pin them anew with --pin --lower."]
    floors = pinned["floors"]
    assert isinstance(floors, dict)
    worse = [(m, f) for m, f in floors.items() if _loss(m, scores.get(m), f) > SLACK]
    return [f"{name}: {m} is {scores.get(m, 0.0):.3f}, {'above' if _is_error(m) else 'below'} its floor {f:.3f}." for m, f in worse]


def _is_error(measure: str) -> bool:
    """Whether a measure is the better the lower it is."""
    return "error" in measure


def _loss(measure: str, now: float | None, floor: float) -> float:
    """By how much a measure is worse than its floor; below 0 where it is better. One that is not measured any more is worse."""
    if now is None:
        return 1.0
    return now - floor if _is_error(measure) else floor - now


def pin(results: Mapping[str, tuple[str, Scores]], *, lower: bool) -> None:
    """Writes the scores as floors (set -> (digest, scores)); an old floor is only lowered with `lower`."""
    known = {name: dict(entry) for name, entry in load().items()}
    for name, (digest, scores) in results.items():
        old = known.get(name, {}).get("floors", {})
        assert isinstance(old, dict)
        same = known.get(name, {}).get("digest") == digest
        floors = {m: v if lower or not same or m not in old or _loss(m, v, float(old[m])) < 0 else float(old[m]) for m, v in scores.items()}
        known[name] = {"digest": digest, "floors": floors}
    lines = ["# Pinned by `python -m benchmarks.quality --pin`; a lower floor needs --lower and a reason in the commit.", ""]
    for name, entry in sorted(known.items()):
        lines += [f"[{name}]", f'digest = "{entry["digest"]}"', f"[{name}.floors]"]
        values = entry["floors"]
        assert isinstance(values, dict)
        lines += [f'"{measure}" = {value:.3f}' for measure, value in values.items()] + [""]
    PATH.write_text("\n".join(lines), encoding="utf-8")
