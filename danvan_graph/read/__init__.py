"""Files of any supported kind → :class:`~danvan_graph.model.Document`."""

from danvan_graph.read.files import MAX_SIZE, SUFFIXES, find_files, from_text, read

__all__ = ["MAX_SIZE", "SUFFIXES", "find_files", "from_text", "read"]
