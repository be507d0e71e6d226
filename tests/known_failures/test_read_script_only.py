"""What reading cannot do yet: a page whose article stands only in a script's data."""

import json
from pathlib import Path

import pytest

from reportedly.model import Report
from reportedly.read import read


@pytest.mark.xfail(strict=True, reason="the article stands in the data of a script, in a shape of the site's own; no script is run")
def test_an_article_in_script_data_is_read(tmp_path: Path) -> None:
    data = json.dumps({"article": {"contentHtml": "<p>The envoy told reporters that both sides would meet again next month.</p>" * 4}})
    path = tmp_path / "page"
    path.write_text(
        f"<html><head><title>Envoys</title></head><body><div id='app'></div><script>window.state = {data}</script></body></html>"
    )
    assert isinstance(next(iter(read([path]))), Report)
