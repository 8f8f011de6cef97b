"""The media kit of a stage: texts in both languages, the link, the QR code and the picture."""

import io
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

import segno

from review.domain.promotion import Stage
from review.domain.state import Campaign

Words = tuple[str, str]
STAGE_WORDS: dict[Stage, Words] = {
    "call": ("征集", "The call"),
    "discussion": ("社会讨论", "Discussion"),
    "vote": ("群众投票", "Public vote"),
    "result": ("结果", "The outcome"),
}
TEXTS: dict[Stage, Words] = {
    "call": (
        "{title}面向社会公开征集。一句话，写出您心中的城市。扫码或点击链接即可投稿：{link}",
        "{title}: write one line that says what your city is. Scan the code or follow the link to submit: {link}",
    ),
    "discussion": (
        "{title}的作品已经公布，欢迎阅读、留言，说说您的看法：{link}",
        "{title}: the entries are published. Read them and say what you think: {link}",
    ),
    "vote": (
        "{title}提名作品已经公布，请为您喜欢的作品投票：{link}",
        "{title}: the nominees are put to the public vote. Vote for those you like: {link}",
    ),
    "result": (
        "{title}结果已经公布：{link}",
        "{title}: the outcome is public: {link}",
    ),
}
CALLS_ON: dict[Stage, Words] = {
    "call": ("扫码投稿", "Scan to submit"),
    "discussion": ("扫码参与讨论", "Scan to join the discussion"),
    "vote": ("扫码投票", "Scan to vote"),
    "result": ("扫码查看结果", "Scan to see the outcome"),
}


@dataclass(frozen=True, slots=True)
class Kit:
    """What an outlet publishes of one stage. `code` is None for whoever is no outlet: nothing is counted then."""

    stage: Stage
    link: str
    text: Words
    code: str | None

    @property
    def query(self) -> str:
        """How the pictures of the kit are asked for."""
        return urlencode({"via": self.code} if self.code else {})


def kits_of(campaign: Campaign, stages: tuple[Stage, ...], code: str | None, public_url: str) -> list[Kit]:
    """The kits of the stages, in their order."""
    return [_kit(campaign, stage, code, public_url) for stage in stages]


def kit_at(campaign: Campaign, stage: Stage, code: str | None, public_url: str) -> Kit:
    """The kit of one stage."""
    return _kit(campaign, stage, code, public_url)


def goal(campaign: Campaign, stage: Stage) -> str:
    """The page that a link of the stage leads to. Nothing of the outlet goes with it: a vote is linked to nothing."""
    campaign_id = quote(campaign.campaign_id, safe="")
    contest = campaign.selection.contest
    if stage == "vote" and contest is not None:
        return f"/vote/{quote(contest.contest_id, safe='')}"
    return {"call": f"/?campaign={campaign_id}", "discussion": f"/entries?campaign={campaign_id}"}.get(
        stage, f"/outcome?campaign={campaign_id}"
    )


def qr_svg(link: str) -> str:
    """The QR code of a link as an SVG, dark on white, quiet zone included."""
    out = io.BytesIO()
    segno.make(link, error="m").save(out, kind="svg", scale=8, dark="#000", light="#fff", xmldecl=False)
    return out.getvalue().decode()


def poster_svg(campaign: Campaign, kit: Kit) -> str:
    """A picture to be published: title, what one is called on to do, and the QR code."""
    code = segno.make(kit.link, error="m")
    size = code.symbol_size(scale=8)[0]
    scale, font_size = 300 / size, min(40, 1040 // max(len(campaign.rules.title), 1))
    title = escape(campaign.rules.title)
    inner = code.svg_inline(scale=8, dark="#000", light="#fff")
    zh, en = (escape(words) for words in CALLS_ON[kit.stage])
    font = 'font-family="PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif" text-anchor="middle"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 720" width="600" height="720" role="img">'
        f"<title>{title} · {zh}</title>"
        '<rect width="600" height="720" fill="#fff"/><rect width="600" height="16" fill="#a8321f"/>'
        f'<text x="300" y="130" font-size="{font_size}" font-weight="bold" fill="#1b2427" {font}>{title}</text>'
        f'<text x="300" y="200" font-size="32" fill="#a8321f" {font}>{zh}</text>'
        f'<text x="300" y="238" font-size="20" fill="#52606a" {font}>{en}</text>'
        f'<g transform="translate(150 280) scale({scale:.4f})"><svg width="{size}" height="{size}">{inner}</svg></g>'
        f'<text x="300" y="640" font-size="16" fill="#52606a" {font}>{escape(kit.link)}</text></svg>'
    )


def _kit(campaign: Campaign, stage: Stage, code: str | None, public_url: str) -> Kit:
    query = {"campaign": campaign.campaign_id} | ({"via": code} if code else {})
    link = f"{public_url}/go/{stage}?{urlencode(query)}"
    rules = campaign.rules
    titles = (rules.title, rules.title_en or rules.title)
    zh, en = (
        text.replace("{title}", title).replace("{link}", link) for text, title in zip(TEXTS[stage], titles, strict=True)
    )
    return Kit(stage, link, (zh, en), code)
