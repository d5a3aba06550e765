"""The notebooks run from top to bottom, and are stored without output."""

import nbclient
import nbformat
import pytest

from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_runs(path, dataset, monkeypatch):
    monkeypatch.setenv("ONRECORD_OUT", str(dataset.parent))
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs for cell in cells), "stored with output: clear it"
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    assert cells[0].outputs
