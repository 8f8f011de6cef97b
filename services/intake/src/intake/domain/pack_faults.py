"""What is wrong with a campaign pack: by place, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, and what. `line` is its line in the file, from 1, where the file is known."""

    path: str
    zh: str
    en: str
    line: int | None = None


class PackError(Exception):
    """A pack that no campaign can be opened with."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.path}: {fault.en}" for fault in faults))
        self.faults = faults
