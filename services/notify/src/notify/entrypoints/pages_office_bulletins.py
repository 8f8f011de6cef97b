"""The office's bulletins: the list, writing with a preview on real figures, issuing, correcting, taking back."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.language import language_of
from plumbing.problems import Problem
from plumbing.tokens import Session

from notify.bootstrap import HttpParts
from notify.domain.bulletin_tables import TABLE_NAMES
from notify.domain.bulletins import Bulletin, BulletinKind, page_of
from notify.entrypoints.bulletin_form import BulletinForm, Pair, form_of, new_form, reason_fits
from notify.entrypoints.bulletin_readers import Found
from notify.entrypoints.bulletin_texts import REASON, one_line
from notify.entrypoints.guards import Organiser, Parts
from notify.entrypoints.issuing import brought_out, figures_now, proof_of, refused, taken_back
from notify.entrypoints.making import own_campaign
from notify.entrypoints.page_routes import pages_of
from notify.entrypoints.pages_bulletins import NAMES, shown

router = APIRouter(include_in_schema=False)
PATH = "/office/bulletins"
Campaign = Annotated[str, Query(max_length=64)]
SHORT: Pair = (f"请写明撤回原因，2 至 {REASON} 个字。", f"Say why it is withdrawn, in 2 to {REASON} characters.")
CHANGED: Pair = ("预览之后内容有改动，请再看一遍。", "It was changed after the preview: please look at it again.")


@router.get(PATH)
async def office(session: Organiser, request: Request, parts: Parts, campaign: Campaign = "") -> Response:
    """Every bulletin of the campaign, and the way to write another."""
    chosen = _chosen(parts, session, campaign)
    own_campaign(session, chosen)
    return pages_of(request).render(
        request,
        "office_bulletins.html",
        bulletins=parts.ledger.gazette.of_campaign(chosen) if chosen else [],
        campaigns=list(parts.ledger.campaigns.values()),
        campaign=chosen,
        **NAMES,
    )


@router.get(f"{PATH}/new")
async def begin(
    session: Organiser, request: Request, parts: Parts, campaign: Campaign = "", kind: BulletinKind = "brief",
) -> Response:  # fmt: skip
    """An empty form."""
    chosen = _chosen(parts, session, campaign)
    figures = figures_now(parts, session, chosen)
    last = next((one for one in parts.ledger.gazette.of_campaign(chosen) if one.kind == kind), None)
    return _page(request, parts, new_form(parts.ledger.campaigns[chosen], kind, figures, last))


@router.get(f"{PATH}/{{c}}/{{kind}}/{{issue}}/correction")
async def begin_correction(session: Organiser, request: Request, found: Found, parts: Parts) -> Response:
    """The form with everything as it stands."""
    own_campaign(session, found.campaign_id)
    return _page(request, parts, form_of(found, found.current))


@router.post(f"{PATH}/new")
async def write(
    session: Organiser, request: Request, parts: Parts, form: Annotated[BulletinForm, Form()]
) -> Response:  # fmt: skip
    """Previews or issues; what is wrong is said beside its field, and everything typed is kept."""
    if form.action == "refresh":
        form.as_of = figures_now(parts, session, form.campaign).offset
    faults = form.faults()
    proof = None if faults else proof_of(parts, session, form.draft(), form.correction())
    if proof is None or form.action != "issue":
        return _page(request, parts, form, proof, faults=faults)
    return await _issued(request, parts, form, proof)


@router.get(f"{PATH}/{{c}}/{{kind}}/{{issue}}/withdrawal")
async def begin_withdrawal(session: Organiser, request: Request, found: Found) -> Response:
    """Where the reason is given."""
    own_campaign(session, found.campaign_id)
    return _withdrawal(request, found)


@router.post(f"{PATH}/{{c}}/{{kind}}/{{issue}}/withdrawal")
async def withdraw(
    session: Organiser, request: Request, found: Found, parts: Parts, reason: Annotated[str, Form()] = ""
) -> Response:
    """Takes a bulletin back, and to the list."""
    if not reason_fits(reason):
        return _withdrawal(request, found, reason, SHORT, 422)
    await taken_back(parts, session, found, one_line(reason))
    return RedirectResponse(f"{PATH}?{urlencode({'campaign': found.campaign_id})}", status_code=303)


async def _issued(request: Request, parts: HttpParts, form: BulletinForm, proof: Bulletin) -> Response:
    """What was seen is what is issued: after a change there is a preview first."""
    session: Session = request.state.session
    if proof.current.edition_id != form.seen:
        return _page(request, parts, form, proof, faults={"text": CHANGED})
    try:
        bulletin = await brought_out(parts, session, form.draft(), form.correction())
    except Problem as problem:
        if problem.code not in ("bulletin-changed", "bulletin-withdrawn", "outcome-unknown"):
            raise
        told = {"text": (problem.zh, problem.en)}
        return _page(request, parts, form, proof, faults=told, status=problem.status)
    return RedirectResponse(page_of(bulletin.campaign_id, bulletin.kind, bulletin.number), status_code=303)


def _chosen(parts: HttpParts, session: Session, campaign: str) -> str:
    """The campaign asked for, or the session's own, or the first that is known; empty while none is."""
    return campaign or session.campaign or next(iter(parts.ledger.campaigns), "")


def _withdrawal(
    request: Request, bulletin: Bulletin, reason: str = "", fault: Pair | None = None, status: int = 200
) -> Response:
    errors = {"reason": fault[1 if language_of(request) == "en" else 0]} if fault else {}
    return pages_of(request).render(
        request, "office_bulletin_withdrawal.html", status=status, bulletin=bulletin, reason=reason, errors=errors,
        most=REASON, **NAMES,
    )  # fmt: skip


def _page(
    request: Request, parts: HttpParts, form: BulletinForm, proof: Bulletin | None = None, **said: Any
) -> Response:
    faults: dict[str, Pair] = said.get("faults") or {}
    campaign = parts.ledger.campaigns.get(form.campaign)
    if campaign is None:
        raise refused("campaign-unknown")
    column = 1 if language_of(request) == "en" else 0
    return pages_of(request).render(
        request,
        "office_bulletin.html",
        status=said.get("status", 422) if faults else 200,
        form=form,
        errors={name: words[column] for name, words in faults.items()},
        known=campaign,
        tables_known=TABLE_NAMES,
        whole=True,
        **(shown(proof, proof.current) if proof else {"bulletin": None}),
        **NAMES,
    )
