"""Knowledge graph of Vietnamese party and state directives and their implementation."""

from typing import Any

__all__ = ["KnowledgeGraph"]


def __getattr__(name: str) -> Any:
    """Load the Python interface when it is first asked for: the command line does without."""
    if name == "KnowledgeGraph":
        from importlib import import_module

        return import_module("danvan_graph.api").KnowledgeGraph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
