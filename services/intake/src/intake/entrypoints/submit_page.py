"""A page of the form of an entry: its question, with every other answer carried along unseen."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from urllib.parse import urlencode

from fastapi import Request, Response
from plumbing.tokens import Session

from intake.domain.attachments import MOST_FILES
from intake.domain.rules import Phase
from intake.domain.state import Campaign
from intake.entrypoints.entry_form import EntryForm
from intake.entrypoints.entry_preview import COUNTING, preview_of
from intake.entrypoints.form_faults import Faults, told
from intake.entrypoints.guards import pages_of
from intake.entrypoints.pages_call import last_day
from intake.entrypoints.submit_steps import ASKED, StepName, Way, before, way_of
from intake.handlers.desk import Desk


class SubmitForm(EntryForm):
    """All the answers, the page they were sent from, and which of its buttons was pressed. `step` is empty when all was
    sent at once; `to` is a page to turn to; `checking` says that the way leads back to the last page.
    """

    step: StepName | Literal[""] = ""
    to: StepName | Literal[""] = ""
    keep: Literal["draft", "drop", ""] = ""
    checking: Literal["yes", ""] = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the form is filled in, and by whom."""

    request: Request
    desk: Desk
    campaign: Campaign
    session: Session | None

    @property
    def phase(self) -> Phase:
        """Whether entries are taken at this moment."""
        return self.campaign.rules.phase_at(self.desk.clock.now())

    @property
    def reader(self) -> str:
        """The role of whoever reads the page."""
        return self.session.role if self.session else "nobody"

    def way(self, form: SubmitForm) -> Way:
        """The pages that this author goes through."""
        return way_of(self._late(form))

    def query(self, form: SubmitForm) -> str:
        """What the address of each of them carries."""
        late = {"late": "true"} if self._late(form) else {}
        return f"?{urlencode({'campaign': self.campaign.campaign_id, **late})}"

    def _late(self, form: SubmitForm) -> bool:
        wanted = self.request.query_params.get("late") == "true"
        return wanted or bool(form.late_code) or "code" in (form.step, form.to)


@dataclass(frozen=True, slots=True)
class Filled:
    """The form at one of its pages, what is wrong there, and whether somebody's session ended over it. `began` says
    that it was opened just now, not sent.
    """

    form: SubmitForm
    step: StepName
    faults: Faults = field(default_factory=dict)
    status: int = 200
    signed_out: bool = False
    began: bool = False
    drafted_at: datetime | None = None


def submit_page(place: Place, filled: Filled) -> Response:
    """The page."""
    campaign, form, step = place.campaign, filled.form, filled.step
    rules, way = campaign.rules, place.way(form)
    asks = not filled.began or _may_begin(place, late="code" in way)
    return pages_of(place.request).render(
        place.request,
        "submit.html",
        status=filled.status,
        campaign=campaign,
        rules=rules,
        phase=place.phase,
        last_day=last_day(rules.submissions_close_at),
        reader=place.reader,
        said=place.request.query_params.get("said", ""),
        filled=filled,
        form=form,
        errors=told(place.request, filled.faults),
        query=place.query(form),
        late="code" in way,
        step=step,
        asks=asks,
        resend={"form": "entry-form", "name": "to", "value": step} if asks else None,
        place=way.index(step) + 1,
        pages=len(way),
        previous=before(way, step),
        checking=form.step == "check" or bool(form.checking),
        carried=_carried(form, step),
        preview=preview_of(form, rules.phrase_limit) if step == "check" else None,
        limit=rules.phrase_limit,
        counting=COUNTING,
        most_files=MOST_FILES,
    )


def _may_begin(place: Place, *, late: bool) -> bool:
    """Whether the form is opened for this reader at this moment."""
    return place.reader == "citizen" and (place.phase == "open" or (place.phase == "closed" and late))


def _carried(form: EntryForm, step: StepName) -> dict[str, str]:
    """The answers that this page does not ask for."""
    return {name: getattr(form, name) for name in EntryForm.model_fields if name not in ASKED[step]}
