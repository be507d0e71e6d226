"""Draws docs/images/web.png, the picture in the README: `python docs/images/web.py`, with Playwright and Debian's chromium.

Serves the example reports on a port of its own and photographs the timeline of Russia and North Korea. `--db FILE`
takes a store that has them already.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "images" / "web.png"
PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}/timeline?actor=Russia&actor=North+Korea&to=2022"
SIZE = {"width": 1280, "height": 800}


def main() -> None:
    """Draws the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = given.db or f"{folder}/examples.db"
        if not given.db:
            examples = [str(p) for pattern in ("*.txt", "*.html") for p in sorted((ROOT / "examples").glob(pattern))]
            subprocess.run([sys.executable, "-m", "reportedly", "add", *examples, "--db", db], check=True)
        server = subprocess.Popen(
            [sys.executable, "-m", "reportedly", "serve", "--port", str(PORT), "--db", db], env=os.environ | {"LOGNAME": "analyst"}
        )
        try:
            wait()
            photograph()
        finally:
            server.terminate()
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1000} KB")


def photograph() -> None:
    """Draws the page, with the evidence of its first event open."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto(ADDRESS)
        page.locator("#events a.open").first.click()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURE)
        browser.close()


def wait() -> None:
    """Until the server answers, two minutes at the most."""
    for _ in range(120):
        try:
            urlopen(ADDRESS, timeout=20).read()
        except OSError:
            time.sleep(1)
        else:
            return
    raise SystemExit("The server does not answer.")


if __name__ == "__main__":
    main()
