"""Files of any supported kind → :class:`~danvan_graph.model.Document`."""

from danvan_graph.read.files import IMAGES, MAX_SIZE, SUFFIXES, find_files, from_text, read

__all__ = ["IMAGES", "MAX_SIZE", "SUFFIXES", "find_files", "from_text", "read"]
