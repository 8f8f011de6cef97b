"""Plays the steps one after another, one printed line each, and stops at the first figure that is wrong."""

import sys
import time
import unicodedata
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from deploy.local.rehearsal.client import PatienceError, UnexpectedError
from deploy.local.rehearsal.stage import MismatchError, Stage, Step, together

TITLE_WIDTH = 26
Beside = Callable[[str], Awaitable[str]]
"""Something that happens while the step with this title runs; it may add words to the step's line."""


@dataclass(frozen=True, slots=True)
class Played:
    """What a step came to."""

    title: str
    figures: str
    seconds: float


async def nothing_beside(_: str) -> str:
    """No one disturbs the step."""
    return ""


async def play(stage: Stage, steps: Sequence[tuple[str, Step]], beside: Beside = nothing_beside) -> bool:
    """True when every figure of every step was right."""
    started = time.monotonic()
    for title, step in steps:
        try:
            _print(await _play_one(stage, title, step, beside))
        except (MismatchError, UnexpectedError, PatienceError) as error:
            print(f"✗ {title}: {error}", file=sys.stderr, flush=True)
            return False
        except BaseExceptionGroup as errors:
            print(f"✗ {title}: {first_of(errors)}", file=sys.stderr, flush=True)
            return False
    print(f"Every figure is right. {time.monotonic() - started:.0f} s, {stage.client.retried} requests repeated.")
    return True


async def _play_one(stage: Stage, title: str, step: Step, beside: Beside) -> Played:
    started = time.monotonic()
    disturbed, figures = await together([_run(beside(title)), _run(step(stage))])
    return Played(title, "; ".join(words for words in (figures, disturbed) if words), time.monotonic() - started)


async def _run(work: Awaitable[str]) -> str:
    return await work


def first_of(errors: BaseExceptionGroup) -> BaseException:
    """The first single error inside a group."""
    first = errors.exceptions[0]
    return first_of(first) if isinstance(first, BaseExceptionGroup) else first


def _print(played: Played) -> None:
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in played.title)
    title = played.title.ljust(TITLE_WIDTH - wide)
    print(f"✓ {title} {played.seconds:6.1f} s  {played.figures}", flush=True)
