"""Errors that the package raises; each message is one line that names what failed and why."""


class DanvanError(Exception):
    """Base of all errors that a user of danvan_graph may have to handle."""


def fault(error: Exception) -> str:
    """The cause to tell where the rules themselves failed on a document, in one line."""
    return f"cannot be analysed ({type(error).__name__}: {' '.join(str(error).split())})"


class ReadError(DanvanError):
    """A file cannot be read as a document (empty, corrupt, encrypted, too large, no text, unknown type)."""

    def __init__(self, path: object, cause: str) -> None:
        self.path = str(path)
        self.cause = cause
        super().__init__(f"{path}: {cause}")


class StoreError(DanvanError):
    """The store cannot be opened, read or written."""


class QueryError(DanvanError):
    """A SPARQL query cannot be parsed or answered."""


class LookupFailed(DanvanError):
    """A reference typed by the user names nothing (``matches`` empty) or more than one thing."""

    def __init__(self, message: str, matches: tuple[str, ...] = ()) -> None:
        self.matches = matches
        super().__init__(message)
