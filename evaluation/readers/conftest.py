"""A data set of the example articles, made once by the program itself."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ONRECORD = ROOT / os.environ.get("ONRECORD", "bin/onrecord")

# Code points of one to four bytes, combining accents and joined emoji, so that a
# span in bytes or in UTF-16 units cannot pass for one in code points.
HARD_ARTICLE = """Café owners 🍰 in Zürich raise prices

ZÜRICH — 王小明 said on Monday that 25 cafés 👩‍👩‍👧 had closed. "Über 40 percent of us won't reopen," said Zoë Nuñez, who runs the Café Étoile. "We lost 1,200 guests 😀 in a week," she added.

"It is ‘très’ hard 🇨🇭," Nuñez told reporters. The e\u0301toile on her door stays.
"""


def onrecord(*arguments, check=True):
    return subprocess.run([ONRECORD, *map(str, arguments)], check=check, capture_output=True, text=True)


@pytest.fixture(scope="session")
def dataset(tmp_path_factory):
    """The folder of the last snapshot: one folder a table."""
    folder = tmp_path_factory.mktemp("dataset")
    hard = folder / "hard.txt"
    hard.write_text(HARD_ARTICLE, encoding="utf-8")
    onrecord("run", ROOT / "examples" / "articles", hard, "--tables", "all", "--out", folder / "out")
    return folder / "out" / "latest"


@pytest.fixture(scope="session")
def schema():
    """Name of the table -> its columns, as `onrecord schema` describes them."""
    return {t["name"]: t["columns"] for t in json.loads(onrecord("schema", "--format", "json").stdout)}
