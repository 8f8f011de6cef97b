"""Those whose step is past or not yet come, and the two walls that move by themselves: the board and the operator's."""

from collections.abc import Awaitable, Callable, Iterator

import pytest
from playwright.async_api import Route

from deploy.local.rehearsal.client import Client
from deploy.local.rehearsal.desk import Desk
from deploy.local.seed import CONTEST, LOGINS
from deploy.local.stack import Stack
from tests.e2e.browser.conftest import Enter
from tests.e2e.browser.newcomers import Newcomer
from tests.e2e.browser.visitor import PHONE, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(420), pytest.mark.asyncio(loop_scope="session")]
LOOKS_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"
"""Whoever comes back to the page tries the stream at once; it is tried now and then as well."""
LEVELS = "cells => cells.map(cell => cell.dataset.level)"


async def test_a_judge_sees_his_marks_and_that_they_stand(enter: Enter) -> None:
    judge = await enter("judge", PHONE)
    await judge.sign_in_as_staff("judge1", LOGINS["judge1"])
    await judge.says("名单已经产生，评分不能再修改。", "已完成 50 / 50")
    await judge.press("全部作品列在一页")
    marks = judge.page.locator("main input[inputmode=decimal]")
    assert await marks.count() == 150
    assert await marks.first.is_disabled()
    assert not await judge.page.get_by_role("button", name="保存评分").count()


async def test_a_leader_is_told_that_nothing_is_to_be_decided_yet(enter: Enter) -> None:
    leader = await enter("leader", PHONE)
    await leader.sign_in_as_staff("leader", LOGINS["leader"])
    await leader.says("确定中选作品", "优秀作品尚未产生。")
    assert not await leader.page.get_by_role("button", name="签署决定").count()


async def cut(route: Route) -> None:
    """A stream that does not come through."""
    await route.abort("aborted")


async def kept_back(_route: Route) -> None:
    """A stream that a proxy keeps to itself."""


async def opens(visitor: Visitor, path: str, stream: Callable[[Route], Awaitable[None]] | None = None) -> Visitor:
    """Opens a wall that moves by itself, by its stream or with it blocked."""
    if stream:
        await visitor.page.route("**/stream", stream)
    await visitor.open(path)
    return visitor


async def test_the_board_and_the_operators_wall_move_by_themselves_with_the_stream_and_without_it(
    enter: Enter, system: Stack, people: Iterator[Newcomer]
) -> None:
    board = f"/results/{CONTEST}"
    operators = [await enter(name) for name in ("operator", "operator-cut-off")]
    for one in operators:
        await one.sign_in_as_staff("operator", LOGINS["operator"])
    walls = [
        await opens(await enter("reader"), board),
        await opens(operators[0], "/ops"),
        reader := await opens(await enter("reader-cut-off"), board, cut),
        await opens(await enter("reader-behind-a-proxy"), board, kept_back),
        await opens(operators[1], "/ops", cut),
    ]
    operator = operators[0]
    await operator.says("正常：计票跟得上")
    for one, state in zip(walls, ("live", "live", "polling", "polling", "polling"), strict=True):
        await one.page.locator(f"[data-state={state}]").wait_for()
    seen = [(one, await one.figure("counted")) for one in walls]
    await casts(system, next(people))
    for one, counted in seen:
        await one.counted(counted + 1).wait_for()
    async with Client(system.url) as client:
        told = await client.get(f"/api/v1/contests/{CONTEST}/standings")
    assert [await walls[place].figure("counted") for place in (0, 2, 3)] == [told["counted"]] * 3
    await reader.says("实时更新暂时不通，已改为每隔几秒自动查询")
    await reader.page.unroute("**/stream")
    await reader.page.evaluate(LOOKS_AGAIN)
    await reader.says("实时更新中")
    partitions = await operator.page.locator("[data-rows=partitions] [data-bind=counted]").all_inner_texts()
    assert sum(int(text.replace(",", "")) for text in partitions) == seen[1][1] + 1
    assert set(await operator.page.locator("td[data-level]").evaluate_all(LEVELS)) == {"good"}


async def casts(system: Stack, voter: Newcomer) -> None:
    """A vote by the API, from somewhere else."""
    async with Client(system.url) as client:
        desk = Desk(client)
        contest = await client.get(f"/api/v1/contests/{CONTEST}")
        token = await desk.citizen(voter.person.phone)
        minted = await client.post(f"/api/v1/contests/{CONTEST}/voter-tokens", None, token)
        body = {"entries": [contest["entries"][0]["entry_id"]]}
        await client.post(f"/api/v1/contests/{CONTEST}/votes", body, minted["token"])
