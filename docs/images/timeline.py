"""Draws docs/images/timeline.svg from the example reports: python docs/images/timeline.py (needs rich)."""

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[2]
COLUMNS = 112
COMMAND = ["timeline", "Russia", "North Korea", "--type", "CONSULT", "--from", "2022-08", "--to", "2023-10-12"]


def output(db: str) -> str:
    """What the command prints on a terminal of so many columns, colours included."""
    code = "import sys; sys.stdout.isatty = lambda: True; from reportedly.cli import main; main()"
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "FORCE_COLOR": "1"}
    done = subprocess.run([sys.executable, "-c", code, *COMMAND, "--db", db], capture_output=True, text=True, check=True, env=environment)
    return done.stdout


def main() -> None:
    """Adds the examples to a database of its own and writes the picture."""
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "r.db")
        files = [str(p) for p in sorted((ROOT / "examples").glob("*")) if p.suffix in {".txt", ".html"}]
        subprocess.run([sys.executable, "-m", "reportedly", "add", *files, "--db", db], check=True)
        shown = output(db)
    console = Console(record=True, width=COLUMNS + 2, file=io.StringIO(), force_terminal=True)
    words = " ".join(f'"{w}"' if " " in w else w for w in COMMAND)
    console.print(Text.from_ansi(f"$ reportedly {words}\n{shown}"))
    drawn = console.export_svg(title="reportedly")
    local = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)  # no fonts from a delivery network
    (ROOT / "docs" / "images" / "timeline.svg").write_text(local, encoding="utf-8")


main()
