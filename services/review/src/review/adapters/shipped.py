"""The data that review brings along: published spirits, and the sample list of sensitive words."""

from pathlib import Path

import yaml
from pydantic import TypeAdapter

import review
from review.adapters.characters import FOLDING
from review.domain.sensitive import Word, read_list
from review.domain.spirits import Spirit

DATA = Path(review.__file__).parent / "data"
SPIRITS: TypeAdapter[tuple[Spirit, ...]] = TypeAdapter(tuple[Spirit, ...])


def published_spirits() -> tuple[Spirit, ...]:
    """Every spirit of the shipped list."""
    return SPIRITS.validate_python(yaml.safe_load((DATA / "published-spirits.yaml").read_text("utf-8")))


def sample_text() -> str:
    """The sample list as a file: it also shows the format."""
    return (DATA / "sensitive-sample.txt").read_text("utf-8")


def sample_words() -> tuple[Word, ...]:
    """The words of the sample list, which holds until a campaign has a list of its own."""
    return read_list(sample_text(), FOLDING)[0]
