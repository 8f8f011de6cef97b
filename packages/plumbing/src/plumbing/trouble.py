"""What is tried again and again, and fails: said when it begins and when it becomes another failure, not every time."""

from contextlib import AbstractContextManager
from types import TracebackType

from structlog.stdlib import BoundLogger


class Trouble(AbstractContextManager[None]):
    """`with trouble: …` goes on after any Exception of its body, which is said as the warning `event`, once."""

    def __init__(self, log: BoundLogger, event: str) -> None:
        self._log, self._event = log, event
        self._said = ""

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _traceback: TracebackType | None
    ) -> bool:
        """Whether the error ends here."""
        if not isinstance(error, Exception):
            self._said = "" if error is None else self._said
            return False
        if self._said != type(error).__name__:
            self._said = type(error).__name__
            self._log.warning(self._event, error=self._said)
        return True
