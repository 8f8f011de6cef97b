"""Every code that the folds can answer with has its words."""

import ast
import re
from pathlib import Path

import review.domain
from review.entrypoints.refusals import WORDS

FOLDS = (
    "screening", "discussion", "finalists", "selection_steps", "decision_steps", "decision", "objection_steps",
    "objections", "payments", "payment_steps", "panel", "contest_terms", "words", "sensitive", "two_person",
    "article_folds",
)  # fmt: skip
ONLY_ON_THE_LOG = {"contest-unknown"}
"""A certified result is not a request: nobody waits for its answer."""
CODE = re.compile(r"[a-z]+(-[a-z]+)+")


def codes_of(module: str) -> set[str]:
    """What looks like a code and is returned, or handed to a refusal."""
    tree = ast.parse((Path(review.domain.__path__[0]) / f"{module}.py").read_text(encoding="utf-8"))
    places = (node for node in ast.walk(tree) if isinstance(node, ast.Return | ast.Call | ast.Assign))
    return {text for place in places for text in texts_in(place) if CODE.fullmatch(text)}


def texts_in(place: ast.AST) -> list[str]:
    constants = (node.value for node in ast.walk(place) if isinstance(node, ast.Constant))
    return [value for value in constants if isinstance(value, str)]


def test_every_code_of_the_folds_has_words_in_both_languages() -> None:
    codes = {code for module in FOLDS for code in codes_of(module)}
    assert "duplicate-entry" in codes
    assert codes - set(WORDS) == ONLY_ON_THE_LOG
    assert [code for code, (_, zh, en) in WORDS.items() if not (zh.endswith("。") and en.endswith("."))] == []
