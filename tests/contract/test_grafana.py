"""The dashboards: valid, complete, in two languages, and of figures that exist. Each check can fail."""

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from deploy.local.stack import ROOT
from tests.contract import figures

GRAFANA = ROOT / "deploy/grafana"
DASHBOARDS = sorted((GRAFANA / "dashboards").glob("*.json"))
WIDTH = 24


def load(path: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def panels(dashboard: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every panel that shows something."""
    return (panel for panel in dashboard["panels"] if panel["type"] != "row")


def queries(dashboard: dict[str, Any]) -> list[str]:
    """Everything that is asked of Prometheus."""
    asked = [target["expr"] for panel in panels(dashboard) for target in panel["targets"]]
    return asked + [one["expr"] for one in dashboard["annotations"]["list"]]


def source_uid() -> str:
    """The uid of the one provisioned datasource."""
    text = (GRAFANA / "provisioning/datasources/prometheus.yml").read_text(encoding="utf-8")
    return str(yaml.safe_load(text)["datasources"][0]["uid"])


def faults(dashboard: dict[str, Any]) -> list[str]:
    """What is missing at a panel, and places taken twice."""
    found = [f"{panel['title']}: {fault}" for panel in panels(dashboard) for fault in _faults_of(panel)]
    ids = [panel["id"] for panel in dashboard["panels"]]
    return found + ([] if len(set(ids)) == len(ids) else ["an id is taken twice"]) + _overlaps(dashboard)


def _faults_of(panel: dict[str, Any]) -> Iterator[str]:
    if not panel["fieldConfig"]["defaults"].get("unit"):
        yield "no unit"
    if not re.search(r"[一-鿿].* / [ -~]+$", panel.get("description", "")):
        yield "no description in two languages"
    if " · " not in panel["title"] and not panel["title"].isascii():
        yield "no title in two languages"
    if {one["datasource"]["uid"] for one in [panel, *panel["targets"]]} != {source_uid()}:
        yield "another datasource"


def _overlaps(dashboard: dict[str, Any]) -> list[str]:
    taken: dict[tuple[int, int], str] = {}
    found = []
    for panel in dashboard["panels"]:
        place = panel["gridPos"]
        cells = [(place["x"] + dx, place["y"] + dy) for dx in range(place["w"]) for dy in range(place["h"])]
        if any(cell in taken or cell[0] >= WIDTH for cell in cells):
            found.append(f"{panel['title']}: on another panel, or over the edge")
        taken.update(dict.fromkeys(cells, panel["title"]))
    return found


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.name)
def test_a_dashboard_is_complete(path: Any) -> None:
    assert faults(load(path)) == []


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.name)
def test_a_dashboard_asks_for_figures_that_exist(path: Any) -> None:
    asked = queries(load(path))
    assert asked
    assert figures.strange_names(asked, figures.known()) == []
    assert figures.strange_groupings(asked, figures.known()) == []


def test_planted_faults_of_a_dashboard_are_found() -> None:
    whole = load(DASHBOARDS[0])
    title = next(panels(whole))["title"]

    def planted(change: str, value: Any) -> list[str]:
        broken = copy.deepcopy(whole)
        panel = next(panels(broken))
        if change == "unit":
            panel["fieldConfig"]["defaults"]["unit"] = value
        else:
            panel[change] = value
        return faults(broken)

    assert planted("unit", "") == [f"{title}: no unit"]
    assert planted("description", "English only") == [f"{title}: no description in two languages"]
    assert planted("datasource", {"uid": "other"}) == [f"{title}: another datasource"]
    assert planted("id", whole["panels"][0]["id"]) == ["an id is taken twice"]
    assert "on another panel" in planted("gridPos", {"x": 20, "y": 1, "w": 8, "h": 4})[0]


def test_a_planted_unknown_figure_is_found() -> None:
    asked = [*queries(load(DASHBOARDS[0])), "sum(rate(zhengji_votes_cast_total[$__rate_interval]))"]
    assert figures.strange_names(asked, figures.known()) == ["zhengji_votes_cast_total: nobody exports it"]


def test_the_provider_reads_where_the_container_has_the_dashboards() -> None:
    provider = yaml.safe_load((GRAFANA / "provisioning/dashboards/zhengji.yml").read_text(encoding="utf-8"))
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    path = provider["providers"][0]["options"]["path"]
    assert f"./deploy/grafana/dashboards:{path}:ro" in compose["services"]["grafana"]["volumes"]
