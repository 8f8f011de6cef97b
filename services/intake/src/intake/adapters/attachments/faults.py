"""What may be wrong with a file, as the codes that its sender is told."""

from intake.handlers.ports import FileFault


def damaged() -> FileFault:
    """It is not built as its kind is."""
    return FileFault("file-damaged")


def encrypted() -> FileFault:
    """Nobody can look into it."""
    return FileFault("file-encrypted")


def swollen() -> FileFault:
    """It unpacks to far more than it is."""
    return FileFault("file-expands-too-much")


def unsafe() -> FileFault:
    """It would do something when it is opened."""
    return FileFault("file-unsafe")


def unsupported() -> FileFault:
    """It is of no kind that is taken."""
    return FileFault("file-type-unsupported")
