"""三审三校 (先审后发): who may review what, when an article is published, and how it is corrected."""

from review.domain.article_events import ArticleReviewed, ArticleWritten, ReviewDecision
from review.domain.articles import Article
from review.domain.events import CampaignLearned
from review.domain.fold import UNCHANGED, Accepted, Refused, Verdict
from review.domain.rules import Rules

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play
from tests.unit.review.office_play import office

API = f"/api/v1/review/{CAMPAIGN}/articles"


class Desk(Play):
    """A campaign with one article by `zuo`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        assert self.write(0, "示例正文") == Accepted()

    def write(self, replaces: int, body: str, actor: str = "zuo") -> Verdict:
        return self.fold(ArticleWritten(CAMPAIGN, "a1", "editorial", "示例标题", body, replaces, actor, NOON))

    def review(self, actor: str, decision: ReviewDecision = "pass", remarks: str = "", version: int = 1) -> Verdict:
        return self.fold(ArticleReviewed(CAMPAIGN, "a1", version, decision, remarks, actor, NOON))

    def publish(self, *_entries: str, version: int = 1) -> Verdict:
        return [self.review(actor, version=version) for actor in ("yi", "er", "san")][-1]

    @property
    def article(self) -> Article:
        return self.campaign.articles["a1"]


def test_three_different_people_review_before_it_is_published() -> None:
    desk = Desk()
    assert desk.review("yi") == desk.review("er") == Accepted()
    assert desk.article.shown is None
    assert desk.review("yi") == Refused("reviewed-already")
    assert desk.review("zuo") == Refused("own-article")
    assert desk.review("san") == Accepted()
    assert desk.article.shown is desk.article.latest
    assert [one.actor for one in desk.article.latest.reviews] == ["yi", "er", "san"]
    assert desk.review("si") == Refused("article-published")


def test_the_pack_says_how_many_review() -> None:
    desk = Desk()
    desk.fold(CampaignLearned(CAMPAIGN, Rules(revision=2, reviews=1), NOON))
    desk.review("yi")
    assert desk.article.latest.state == "published"


def test_whoever_sends_it_back_says_why_and_the_next_version_starts_anew() -> None:
    desk = Desk()
    desk.review("yi")
    assert desk.review("er", "return") == Refused("remarks-required")
    assert desk.review("er", "return", "请核对数字") == Accepted()
    assert desk.article.shown is None
    assert desk.review("san") == Refused("article-returned")
    assert desk.write(1, "改过的正文") == Accepted()
    assert desk.review("yi") == Refused("article-changed-meanwhile")
    desk.publish(version=2)
    assert desk.article.shown is desk.article.latest
    assert desk.article.versions[0].reviews[1].remarks == "请核对数字"


def test_nobody_reviews_an_article_of_which_he_wrote_any_version() -> None:
    desk = Desk()
    desk.write(1, "他人改过的正文", actor="bian")
    assert desk.review("zuo", version=2) == desk.review("bian", version=2) == Refused("own-article")


def test_a_correction_goes_through_all_reviews_while_the_earlier_stays_to_be_read() -> None:
    desk = Desk()
    desk.publish()
    assert desk.write(1, "更正后的正文") == Accepted()
    desk.review("yi", version=2)
    shown = desk.article.shown
    assert shown is not None
    assert (shown.number, shown.body) == (1, "示例正文")
    desk.review("er", version=2)
    desk.review("san", version=2)
    assert desk.article.shown is desk.article.versions[1]
    assert len(desk.article.versions) == 2


def test_of_two_who_change_the_same_version_the_first_wins_and_the_other_is_told() -> None:
    desk = Desk()
    assert desk.write(1, "甲的改动") == Accepted()
    assert desk.write(1, "乙的改动") == Refused("article-changed-meanwhile")
    assert desk.write(1, "甲的改动") is UNCHANGED


def test_an_article_needs_title_and_text() -> None:
    desk = Desk()
    assert desk.write(1, " \n ") == Refused("article-empty")
    assert desk.write(1, "长" * 20_001) == Refused("article-too-long")
    unknown = ArticleReviewed(CAMPAIGN, "a9", 1, "pass", "", "yi", NOON)
    assert desk.fold(unknown) == Refused("article-unknown")


def test_an_article_through_the_api_is_public_after_its_last_review_only() -> None:
    it = office(Play())
    made = it.post(API, "screener", "zuo", json={"title": "示例标题", "body": "示例正文\n第二段"})
    assert made.status_code == 201
    assert it.post(API, "screener", "zuo", json={"title": "示例标题", "body": "示例正文\n第二段"}).status_code == 200
    name = made.json()["article_id"]
    public, page = f"/api/v1/discussion/{CAMPAIGN}/articles", f"/articles/{CAMPAIGN}/{name}"
    for actor in ("yi", "er", "san"):
        assert it.get(public, "citizen").json() == {"articles": []}
        assert (it.get(f"{public}/{name}", "citizen").status_code, it.get(page, "citizen").status_code) == (404, 404)
        said = {"version": 1, "decision": "pass"}
        assert it.post(f"{API}/{name}/reviews", "screener", actor, json=said).status_code == 201
    assert it.get(f"{public}/{name}", "citizen").json()["title"] == "示例标题"
    text = it.get(page, "citizen").text
    assert "示例正文<br>第二段" in text
    assert [who for who in ("zuo", "yi", "san") if f"{who} " in text] == []
    assert it.get(API, "citizen").status_code == 403


def test_the_office_writes_sends_back_and_corrects_on_its_pages() -> None:
    it = office(Play())
    where = f"/office/articles?campaign={CAMPAIGN}"
    empty = it.post(where, "screener", "zuo", data={"kind": "news", "title": "示例标题", "body": ""})
    assert (empty.status_code, "示例标题" in empty.text) == (422, True)
    address = it.post(where, "screener", "zuo", data={"title": "示例标题", "body": "示例正文"}).headers["location"]
    path = address.partition("?")[0]
    own = it.post(f"{path}/reviews?campaign={CAMPAIGN}", "screener", "zuo", data={"version": 1, "decision": "pass"})
    assert (own.status_code, "不能审核自己写的文章" in own.text) == (409, True)
    back = {"version": 1, "decision": "return", "remarks": "请核对数字"}
    assert it.post(f"{path}/reviews?campaign={CAMPAIGN}", "screener", "yi", data=back).status_code == 303
    page = it.get(address, "screener", "zuo").text
    assert "请核对数字" in page
    again = {"title": "示例标题", "body": "改过的正文", "replaces": 1}
    assert it.post(f"{path}/versions?campaign={CAMPAIGN}", "screener", "zuo", data=again).status_code == 303
    late = it.post(f"{path}/versions?campaign={CAMPAIGN}", "screener", "yi", data={**again, "body": "又一种"})
    assert (late.status_code, "又一种" in late.text) == (409, True)
    assert "已审 0 / 3" in it.get(where, "screener").text
