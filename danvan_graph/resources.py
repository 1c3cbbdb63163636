"""Where the ontology and the bundled data lie: inside the wheel, or at the top of a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Path of ``ontology/…`` or ``data/…``; raises FileNotFoundError when the installation lacks it."""
    for base in (_PACKAGE / "_bundled", _PACKAGE.parent):
        path = base / name
        if path.exists():
            return path
    raise FileNotFoundError(f"{name}: not in this installation of danvan_graph")
