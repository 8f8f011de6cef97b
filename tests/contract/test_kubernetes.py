"""deploy/kubernetes is valid, says what the code says, and guards every process. Each check can fail."""

import copy
import shutil
import textwrap
from collections.abc import Callable
from functools import cache
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.local.stack import ROOT
from tests.contract import kubernetes_files as files
from tests.contract import kubernetes_safety as safety
from tests.contract.kubernetes_files import Resource, container, of_kind, pods

KUBERNETES = ROOT / "deploy/kubernetes"
CHECKS: dict[str, Callable[[list[Resource]], list[str]]] = {
    check.__name__: check
    for check in (
        files.against_the_schema, files.missing_or_strange_processes, files.unknown_settings,
        files.settings_that_do_not_load, files.secrets_in_the_open, files.wrong_ports, files.addresses_of_nobody,
        files.loose_selectors, files.unpinned, safety.unguarded, safety.unprobed, safety.unbounded,
        safety.repeating_relays, safety.loose_budgets, safety.strange_routes, safety.strange_ways,
    )
}  # fmt: skip


@cache
def base() -> list[Resource]:
    return files.built()


@pytest.mark.parametrize("check", CHECKS)
def test_the_base_passes(check: str) -> None:
    assert CHECKS[check](base()) == []


def _in(kind: str, name: str, *path: str | int, to: Any) -> Callable[[list[Resource]], None]:
    """Sets a place of a resource; to None: takes it away."""

    def plant(resources: list[Resource]) -> None:
        place: Any = of_kind(resources, kind)[name]
        for step in path[:-1]:
            place = place[step]
        if to is None:
            del place[path[-1]]
        else:
            place[path[-1]] = to

    return plant


def _process(name: str, *path: str | int, to: Any) -> Callable[[list[Resource]], None]:
    return _in("Deployment", name, "spec", "template", "spec", "containers", 0, *path, to=to)


def _configured(key: str, to: str) -> Callable[[list[Resource]], None]:
    def plant(resources: list[Resource]) -> None:
        for one in of_kind(resources, "ConfigMap").values():
            if key in one["data"]:
                one["data"][key] = to

    return plant


def _env(name: str, to: list[dict[str, str]]) -> Callable[[list[Resource]], None]:
    def plant(resources: list[Resource]) -> None:
        pods(resources)[name]["spec"]["containers"][0]["env"] = container(pods(resources)[name])["env"] + to

    return plant


def _secret(resources: list[Resource]) -> None:
    resources.append({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "keys"}, "data": {}})


POD = ("spec", "template", "spec")
PLANTED: list[tuple[str, Callable[[list[Resource]], None], str]] = [
    ("against_the_schema", _process("voting-http", "readinesProbe", to={}), "readinesProbe"),
    ("against_the_schema", _in("Deployment", "voting-http", "spec", "replicas", to="3"), "Deployment/voting-http"),
    ("missing_or_strange_processes", _process("intake-http", "args", to=["python", "-m", "intake"]), "intake-http"),
    ("missing_or_strange_processes", _process("review-relay", "image", to="zhengji-intake:0.1.0"), "review-relay"),
    ("missing_or_strange_processes", _in("Deployment", "voting-relay", "kind", to="StatefulSet"), "voting-relay: None"),
    ("unknown_settings", _env("voting-http", [{"name": "ZJ_TALY_GROUP", "value": "b"}]), "voting-http: ZJ_TALY_GROUP"),
    ("unknown_settings", _env("review-http", [{"name": "ZJ_SMTP_HOST", "value": "x"}]), "review-http: ZJ_SMTP_HOST"),
    ("settings_that_do_not_load", _configured("ZJ_SMTP_PORT", "smtp"), "notify-relay: smtp_port"),
    ("settings_that_do_not_load", _configured("ZJ_PROFILE", "demo"), "intake-http: profile demo"),
    ("settings_that_do_not_load", _process("review-http", "env", to=[]), "review-http: session_public_key"),
    ("secrets_in_the_open", _process("voting-http", "env", 1, to={"name": "ZJ_RECEIPT_SEED", "value": "c2VlZA=="}),
     "voting-http: ZJ_RECEIPT_SEED is not from a Secret"),
    ("secrets_in_the_open", _secret, "Secret/keys"),
    ("wrong_ports", _configured("ZJ_HTTP_PORT", "8001"), "voting-stream: listens at 8001"),
    ("addresses_of_nobody", _process("intake-http", "env", 0, "value", to="http://notify:8000"),
     "intake-http: ZJ_NOTIFY_URL leads to nobody"),
    ("addresses_of_nobody", _in("Service", "intake-http", "spec", "ports", 0, "port", to=80), "ZJ_INTAKE_URL leads"),
    ("loose_selectors", _in("Service", "voting-http", "spec", "selector", to={"app.kubernetes.io/part-of": "zhengji"}),
     "Service/voting-http: selects ["),
    ("unpinned", _process("notify-http", "image", to="zhengji-notify:latest"), "notify-http"),
    ("unguarded", _process("intake-relay", "securityContext", "readOnlyRootFilesystem", to=False), "intake-relay"),
    ("unguarded", _in("Deployment", "voting-http", *POD, "securityContext", "runAsUser", to=0), "voting-http"),
    ("unguarded", _in("Deployment", "voting-http", *POD, "automountServiceAccountToken", to=None), "voting-http"),
    ("unprobed", _process("notify-http", "livenessProbe", "httpGet", "path", to="/readyz"), "notify-http: liveness"),
    ("unprobed", _process("voting-http", "startupProbe", to=None), "voting-http: no time to replay the log"),
    ("unbounded", _process("review-http", "resources", "limits", to=None), "review-http"),
    ("repeating_relays", _in("Deployment", "notify-relay", "spec", "replicas", to=2), "notify-relay: 2 copies"),
    ("loose_budgets", _in("PodDisruptionBudget", "voting-http", "spec", "minAvailable", to=3), "voting-http: 3 of 3"),
    ("strange_routes", _in("Ingress", "zhengji", "spec", "rules", 0, "http", "paths", 1, "path", to="/metrics"),
     "/metrics/*: intake-http instead of None"),
    ("strange_routes", _in("Ingress", "zhengji", "spec", "rules", 0, "host", to="other.cn"), "is not other.cn"),
    ("strange_ways", _in("NetworkPolicy", "valkey", "spec", "podSelector", to={}), "valkey: ["),
    ("strange_ways", _in("NetworkPolicy", "nothing-by-default", "kind", to="Nothing"), "nothing-by-default: []"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "plant", "expected"), PLANTED, ids=[f"{one}-{said}" for one, _, said in PLANTED])
def test_a_planted_fault_is_found(check: str, plant: Callable[[list[Resource]], None], expected: str) -> None:
    planted = copy.deepcopy(base())
    plant(planted)
    found = CHECKS[check](planted)
    assert [line for line in found if expected in line] != [], found


def test_every_check_has_a_planted_fault() -> None:
    assert {check for check, _, _ in PLANTED} == set(CHECKS)


def overlay_of_the_readme(tmp_path: Path) -> list[Resource]:
    """What the overlay that the README proposes is built to."""
    lines = iter((KUBERNETES / "README.md").read_text(encoding="utf-8").splitlines())
    began = dropwhile(lambda line: "overlays/ours/kustomization.yaml" not in line, lines)
    written = takewhile(lambda line: not line.startswith("    kubectl"), began)
    copied = shutil.copytree(KUBERNETES, tmp_path / "kubernetes", ignore=shutil.ignore_patterns("overlays"))
    folder = copied / "overlays/ours"
    folder.mkdir(parents=True)
    (folder / "kustomization.yaml").write_text(textwrap.dedent("\n".join(written)), encoding="utf-8")
    return files.built(folder)


def test_the_overlay_of_the_readme_builds_with_its_monitor(tmp_path: Path) -> None:
    resources = overlay_of_the_readme(tmp_path)
    monitor = of_kind(resources, "PodMonitor")["zhengji"]
    ours = [one for one in resources if one is not monitor]
    assert {name: check(ours) for name, check in CHECKS.items()} == {name: [] for name in CHECKS}
    assert container(pods(ours)["intake-http"])["image"].startswith("registry.example/")
    assert_scraped_by_name(monitor, ours)


def assert_scraped_by_name(monitor: Resource, resources: list[Resource]) -> None:
    """Every pod is found, at its port, and becomes the job of its process."""
    wanted = monitor["spec"]["selector"]["matchLabels"]
    labels = [one["metadata"]["labels"] for one in pods(resources).values()]
    assert all(wanted.items() <= has.items() for has in labels)
    assert {one["metadata"]["namespace"] for one in [monitor, *of_kind(resources, "Deployment").values()]} == {
        "zhengji"
    }
    scraped = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text(encoding="utf-8"))["scrape_configs"]
    assert {has[monitor["spec"]["jobLabel"]] for has in labels} == {job["job_name"] for job in scraped}
    (endpoint,) = monitor["spec"]["podMetricsEndpoints"]
    assert {container(pod)["ports"][0]["name"] for pod in pods(resources).values()} == {endpoint["port"]}


def test_the_readme_tells_of_every_secret() -> None:
    told = (KUBERNETES / "README.md").read_text(encoding="utf-8")
    used = {
        (one["valueFrom"]["secretKeyRef"]["name"], one["name"])
        for pod in pods(base()).values()
        for one in container(pod)["env"]
        if "valueFrom" in one
    }
    assert [pair for pair in sorted(used) if f"`{pair[0]}`" not in told or f"`{pair[1]}`" not in told] == []
