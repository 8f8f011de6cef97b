"""The office's pages of 媒体宣传 and of the campaign's figures."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from review.domain.campaign_figures import DEFINITIONS, OutletLine, by_channel, by_day, by_outlet, by_unit, figures_of
from review.domain.fold import Refused, Verdict
from review.domain.media_kit import public_stages
from review.domain.promotion import STAGES
from review.domain.state import Campaign
from review.entrypoints.choosing import AtWork
from review.entrypoints.csv_files import csv_file
from review.entrypoints.guards import DeskPart, Organiser, pages_of
from review.entrypoints.media_kit_views import STAGE_WORDS
from review.entrypoints.refusals import WORDS
from review.handlers.desk import Desk
from review.handlers.promotion import enter_survey, register_outlet

router = APIRouter(include_in_schema=False)
MEDIA, FIGURES = "/office/media", "/office/figures"
CHANNELS: dict[str, tuple[str, str]] = {
    "web": ("网络投稿", "on the web"),
    "email": ("电子邮箱", "by e-mail"),
    "letter": ("信件邮寄", "by letter"),
    "unit": ("单位集中报送", "through a unit"),
}
Table = Literal["figures", "day", "channel", "unit", "outlets"]


class OutletForm(BaseModel):
    """An outlet to be registered."""

    name: str = Field(default="", max_length=60)
    unit_id: str = Field(default="", max_length=64)
    audience: str = Field(default="", max_length=12)

    def asked(self) -> tuple[str, str | None, int | None]:
        """The same for the use case; an audience that is no number is none."""
        people = self.audience.replace(",", "").strip()
        return self.name, self.unit_id or None, int(people) if people.isdecimal() and int(people) else None


class SurveyForm(BaseModel):
    """A survey to be entered, as it was typed."""

    aware: str = Field(default="", max_length=12)
    asked: str = Field(default="", max_length=12)
    source: str = Field(default="", max_length=200)
    day: str = Field(default="", max_length=20)

    def found(self) -> tuple[int, int, str, date] | None:
        """The same for the use case; None while numbers or day are none."""
        try:
            return int(self.aware), int(self.asked), self.source, date.fromisoformat(self.day)
        except ValueError:
            return None


@router.get(MEDIA)
async def media(request: Request, _session: Organiser, at: AtWork, desk: DeskPart) -> Response:
    """Every outlet with what came through it, and the form for one more."""
    return _media(request, at, stages=public_stages(at, desk.now()))


@router.post(MEDIA)
async def register(
    request: Request, session: Organiser, at: AtWork, desk: DeskPart, form: Annotated[OutletForm, Form()]
) -> Response:
    """Registers an outlet."""
    verdict = await register_outlet(desk, at.campaign_id, form.asked(), session.subject)
    if isinstance(verdict, Refused):
        return _media(request, at, stages=public_stages(at, desk.now()), form=form, refused=verdict)
    return RedirectResponse(f"{MEDIA}?campaign={quote(at.campaign_id)}", status_code=303)


@router.get(FIGURES)
async def figures(request: Request, _session: Organiser, at: AtWork) -> Response:
    """The four figures with their definitions, and the entries by day, channel and unit."""
    return _figures(request, at)


@router.post(FIGURES)
async def survey(
    request: Request, session: Organiser, at: AtWork, desk: DeskPart, form: Annotated[SurveyForm, Form()]
) -> Response:
    """Enters a survey."""
    verdict = await _entered(desk, at, form, session.subject)
    if isinstance(verdict, Refused):
        return _figures(request, at, form=form, refused=verdict)
    return RedirectResponse(f"{FIGURES}?campaign={quote(at.campaign_id)}", status_code=303)


@router.get(f"{FIGURES}/{{table}}.csv")
async def download(_session: Organiser, at: AtWork, table: Table) -> Response:
    """One of the tables as a file."""
    return csv_file(f"{at.campaign_id}-{table}", _TABLES[table](at))


async def _entered(desk: Desk, at: Campaign, form: SurveyForm, actor: str) -> Verdict:
    found = form.found()
    return Refused("survey-incomplete") if found is None else await enter_survey(desk, at.campaign_id, found, actor)


def _media(request: Request, at: Campaign, **about: Any) -> Response:
    refused: Refused | None = about.get("refused")
    status, zh, en = WORDS[refused.code] if refused else (200, "", "")
    lines = by_outlet(at)
    return pages_of(request).render(
        request,
        "office_media.html",
        status=status,
        campaign=at,
        stages=about["stages"],
        stage_words=STAGE_WORDS,
        lines=lines,
        units={unit.unit_id: unit.name for unit in at.rules.units},
        sums=_unit_sums(at, lines),
        form=about.get("form", OutletForm()),
        fault=(zh, en) if refused else None,
    )


def _unit_sums(at: Campaign, lines: Sequence[OutletLine]) -> list[tuple[str, int, int, int]]:
    """Name, openings, entries and comments of each unit that has an outlet."""
    names = {unit.unit_id: unit.name for unit in at.rules.units}
    sums: dict[str, list[int]] = {}
    for line in lines:
        if line.outlet.unit_id:
            counts = sums.setdefault(line.outlet.unit_id, [0, 0, 0])
            more = (sum(line.visits.values()), line.entries, line.comments)
            counts[:] = [one + two for one, two in zip(counts, more, strict=True)]
    return [(names.get(unit_id, unit_id), *counts) for unit_id, counts in sums.items()]  # type: ignore[misc]


def _figures(request: Request, at: Campaign, **about: Any) -> Response:
    refused: Refused | None = about.get("refused")
    status, zh, en = WORDS[refused.code] if refused else (200, "", "")
    return pages_of(request).render(
        request,
        "office_figures.html",
        status=status,
        campaign=at,
        definitions=DEFINITIONS,
        figures=figures_of(at),
        days=by_day(at),
        channels=[(CHANNELS.get(key, (key, key)), count) for key, count in by_channel(at)],
        units=by_unit(at),
        survey=at.promotion.survey,
        form=about.get("form", SurveyForm()),
        fault=(zh, en) if refused else None,
    )


def _figure_rows(at: Campaign) -> list[tuple[object, ...]]:
    found = figures_of(at)
    head = ("指标", "公式", "来源", "分子", "分母", "值")
    return [head, *((one.name[0], one.formula[0], one.source[0], *_cells(found[one.key])) for one in DEFINITIONS)]


def _cells(figure: Any) -> tuple[object, ...]:
    share = figure.share
    blank = "" if figure.above is None else figure.above
    return blank, "" if figure.below is None else figure.below, blank if share is None else round(float(share), 6)


def _outlet_rows(at: Campaign) -> list[tuple[object, ...]]:
    head = ("代码", "媒体", "单位", "受众", *(STAGE_WORDS[stage][0] for stage in STAGES), "作品", "留言")
    return [head, *((one.outlet.code, one.outlet.name, one.outlet.unit_id or "", one.outlet.audience or "",
                     *(one.visits.get(stage, 0) for stage in STAGES), one.entries, one.comments)
                    for one in by_outlet(at))]  # fmt: skip


_TABLES: dict[Table, Any] = {
    "figures": _figure_rows,
    "day": lambda at: [("日期", "作品"), *((day.isoformat(), count) for day, count in by_day(at))],
    "channel": lambda at: [("渠道", "作品"), *((CHANNELS.get(key, (key,))[0], count) for key, count in by_channel(at))],
    "unit": lambda at: [("单位编号", "单位", "作品"), *by_unit(at)],
    "outlets": _outlet_rows,
}
