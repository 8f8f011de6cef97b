"""`python -m contracts.export`: writes schemas/, asyncapi.yaml and docs/events/ from the classes."""

import json
from pathlib import Path

import yaml

from contracts.asyncapi import document
from contracts.reference import page
from contracts.schema import schema_of
from contracts.topics import TOPICS

PACKAGE = Path(__file__).parents[2]
EXAMPLES = PACKAGE / "examples"


def artefacts() -> dict[str, str]:
    """Every generated file: its path from the repository's root, and its text."""
    files = {
        f"packages/contracts/schemas/{topic.event.type}.schema.json": json.dumps(
            schema_of(topic.event), ensure_ascii=False, indent=2
        )
        + "\n"
        for topic in TOPICS
    }
    files["packages/contracts/asyncapi.yaml"] = yaml.safe_dump(
        document(), sort_keys=False, allow_unicode=True, width=110
    )
    files |= {f"docs/events/{topic.name}.md": page(topic, EXAMPLES) for topic in TOPICS}
    return files


def main() -> None:
    """Writes the artefacts; what git shows afterwards is what changed in the contract."""
    root = PACKAGE.parents[1]
    for name, text in artefacts().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
