"""What is wrong with a form, by field, in the reader's language."""

from collections.abc import Mapping

from fastapi import Request
from plumbing.language import language_of
from plumbing.problems import Problem

from intake.entrypoints.words import Words

Faults = Mapping[str, Words]


def told(request: Request, faults: Faults) -> dict[str, str]:
    """The messages that the page shows, by the name of their field."""
    place = 1 if language_of(request) == "en" else 0
    return {field: words[place] for field, words in faults.items()}


def faults_of(problem: Problem, fields: Mapping[str, str]) -> Faults:
    """The one fault that a problem is. `fields` names the field of each code; a code it lacks is no fault of the form
    and is raised again.
    """
    field = fields.get(problem.code)
    if field is None:
        raise problem
    return {field: (problem.zh, problem.en)}
