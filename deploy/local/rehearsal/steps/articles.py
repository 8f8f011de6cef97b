"""媒体评论 with 三审三校: an article is public once as many others have passed it as the rules say, and not before."""

from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.stage import Stage, expect
from deploy.local.rehearsal.steps.discussion import rows_of

ARTICLE = {"kind": "commentary", "title": "说出我们城市的精神", "body": "演练用的评论：好的表述语，市民一听就认得出。"}
REVIEWERS = ("screener", "second", "office")


async def publish_article(stage: Stage) -> str:
    """Written by one, refused to its writer, passed by the others."""
    writer, needed = await stage.staff("editor"), stage.rules["articles"]["reviews"]
    written = await stage.client.post(f"{stage.reviews}/articles", ARTICLE, writer)
    path, body = f"{stage.reviews}/articles/{written['article_id']}/reviews", {"version": 1, "decision": "pass"}
    own = await stage.client.ask("POST", path, Call(token=writer, json=body, allow=frozenset({409})))
    expect("a review of one's own article", own.json()["code"], "own-article")
    for post in REVIEWERS[:needed]:
        expect("published before its last review", await _published(stage), 0)
        token = await (stage.office() if post == "office" else stage.staff(post))
        await stage.client.post(path, body, token)
    expect("published articles", await _published(stage), 1)
    return f"1 article after {needed} reviews"


async def _published(stage: Stage) -> int:
    return len(rows_of(await stage.client.get(f"/api/v1/discussion/{stage.campaign}/articles"), "articles"))
