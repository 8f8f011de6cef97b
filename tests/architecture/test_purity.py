"""The domain reads no clock and draws no random number."""

from pathlib import Path

import pytest

from tests.architecture.purity import impurities
from tests.architecture.source import Source, domain_files, read


def test_no_domain_reads_a_clock_or_draws_a_random_number() -> None:
    assert [line for path in domain_files() for line in impurities(read(path))] == []


def test_there_are_domains_to_look_at() -> None:
    assert len({path.parts[-3] for path in domain_files()}) == 4


@pytest.mark.parametrize(
    "planted",
    [
        "from datetime import datetime\nat = datetime.now()\n",
        "import datetime\nat = datetime.datetime.now(datetime.UTC)\n",
        "import random\n",
        "from uuid import uuid4\n",
        "import os\nname = os.getenv('X')\n",
        "from datetime import datetime as moment\nat = moment.now()\n",
        "def pick(clock):\n    return clock.today()\n",
        "def shard(name):\n    return hash(name) % 4\n",
        "rules = open('rules.yaml').read()\n",
        "def draw(entries, chance):\n    chance.shuffle(entries)\n",
    ],
)
def test_a_planted_clock_or_random_number_is_found(planted: str) -> None:
    assert impurities(Source(Path("planted.py"), planted)) != []
