"""规则与修改: every rule that is one value, what was changed since the first revision, and the form to change one."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.language import language_of
from plumbing.problems import Problem
from pydantic import BaseModel, Field

from intake.domain.amendments import REASON_LIMIT, amendable
from intake.entrypoints.choosing import AtWork, Work
from intake.entrypoints.form_faults import Faults, faults_of, told
from intake.entrypoints.guards import Organiser, pages_of
from intake.entrypoints.rule_chapters import chapters_of
from intake.entrypoints.rule_names import told_changes
from intake.entrypoints.rule_values import CHOICES, value_meant, value_words
from intake.handlers.campaigns import Amendment, amend_rule

router = APIRouter(include_in_schema=False)
PATH = "/office/campaign/rules"
FIELDS = {
    "reason-required": "reason", "rule-invalid": "value", "rules-changed-meanwhile": "form", "outcome-unknown": "form",
}  # fmt: skip


class AmendmentForm(BaseModel):
    """One rule that is to be another. `revision` is the one that the page showed."""

    path: str = Field(default="", max_length=100)
    value: str = Field(default="", max_length=200)
    reason: str = Field(default="", max_length=REASON_LIMIT)
    revision: int = Field(default=0, ge=0, le=10**6)

    def asked(self) -> Amendment:
        """The same for the use case."""
        return Amendment(self.path, value_meant(self.path, self.value), self.reason, self.revision)


@router.get(PATH)
async def rules(request: Request, _session: Organiser, work: AtWork, path: str = "", done: str = "") -> Response:
    """The rules as they stand, and every change."""
    value = amendable(work.campaign.rules).get(path, "")
    if path in CHOICES:
        value = value_words(path, value)[language_of(request) == "en"]
    return _page(request, work, AmendmentForm(path=path, value=value), done=bool(done))


@router.post(PATH)
async def amend(request: Request, session: Organiser, work: AtWork, form: Annotated[AmendmentForm, Form()]) -> Response:
    """Amends one rule; what was typed stays when it cannot be."""
    try:
        await amend_rule(work.desk, work.campaign.campaign_id, form.asked(), session.subject)
    except Problem as problem:
        return _page(request, work, form, problem)
    query = urlencode({"campaign": work.campaign.campaign_id, "done": "yes"})
    return RedirectResponse(f"{PATH}?{query}", status_code=303)


def _faults(problem: Problem) -> Faults:
    """What is wrong with the value is told beside it, as the pack's check would tell it."""
    errors = problem.extra.get("errors") or []
    return {"value": (errors[0]["zh"], errors[0]["en"])} if errors else faults_of(problem, FIELDS)


def _page(
    request: Request, work: Work, form: AmendmentForm, problem: Problem | None = None, *, done: bool = False
) -> Response:
    return pages_of(request).render(
        request,
        "office_rules.html",
        status=problem.status if problem else 200,
        work=work,
        form=form,
        done=done,
        errors=told(request, _faults(problem) if problem else {}),
        picks=CHOICES.get(form.path, {}).values(),
        chapters=chapters_of(work.campaign.rules),
        changes=told_changes(work.campaign.changes),
    )
