"""docs/events is right: what a stranger reads there is what the registry says and what the broker gets."""

import re
from pathlib import Path

from contracts import CONTENT_TYPE, TOPICS, Topic
from plumbing.dead_letters import HALT_LIMIT, KEPT_MS, WITHIN_SECONDS
from voting.domain.chain import linked

DOCS = Path(__file__).parents[2] / "docs" / "events"
README = (DOCS / "README.md").read_text()
RECOUNT = (DOCS / "recount.go").read_text()


def row(topic: Topic) -> list[str]:
    """The line of the table that the registry calls for, without what it says in prose."""
    key = topic.key.split(";")[0]
    kept = "newest of each key (compacted)" if topic.retention == "compacted" else "campaign's life"
    path = f"[`{topic.name}`]({topic.name}.md)"
    return [path, f"{topic.producer} → {', '.join(topic.consumers)}", f"`{key}`", str(topic.partitions), kept]


def test_the_table_is_the_registry() -> None:
    lines = [line for line in README.splitlines() if line.startswith("| [`")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]

    assert [[one[0], *one[2:]] for one in cells] == [row(topic) for topic in TOPICS]


def test_every_link_leads_to_a_page() -> None:
    names = re.findall(r"\]\(([\w.-]+)\)", README)

    assert [name for name in names if not (DOCS / name).is_file()] == []


def test_the_figures_are_those_of_the_code() -> None:
    assert CONTENT_TYPE in README
    assert (HALT_LIMIT, WITHIN_SECONDS, KEPT_MS) == (100, 600.0, 30 * 24 * 3600 * 1000)
    assert all(words in README for words in ("more\n   than a hundred within ten minutes", "kept 30 days"))


def test_the_chain_is_the_one_that_is_described() -> None:
    """The worked example of the page's step 1, from an independent implementation (recount.go)."""
    head = linked("00" * 32, 0, b'{"a":1}')

    assert linked(head, 1, b"no sheet") == "aa64ca490a1f037eb5cb1b2270f563af0cf55dd3ccba400f0dc1dccc00299fa1"


def test_the_worked_example_names_topics_and_types_that_there_are() -> None:
    quoted = set(re.findall(r'"([a-z]+-[a-z]+)"', RECOUNT))
    types = set(re.findall(r'"(cn\.zhengji\.[\w.]+)"', RECOUNT))

    assert quoted == {"entry-voted", "contest-closed"} <= {topic.name for topic in TOPICS}
    assert types == {"cn.zhengji.entry.voted.v1"} <= {topic.event.type for topic in TOPICS}
