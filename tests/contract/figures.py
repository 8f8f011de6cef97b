"""The figures that the code has, and those that PromQL names: each check returns its findings as lines."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import intake.metrics
import notify.metrics
import plumbing.metrics
import promql_parser
import review.metrics
import voting.metrics
import yaml
from prometheus_client.metrics import MetricWrapperBase

from deploy.local.stack import PROCESSES, ROOT

MODULES = (plumbing.metrics, intake.metrics, review.metrics, voting.metrics, notify.metrics)
RULES = ROOT / "deploy/prometheus/rules"
SUFFIXES = {
    "counter": ("_total",), "gauge": ("",), "info": ("_info",), "histogram": ("_bucket", "_sum", "_count"),
}  # fmt: skip
TARGET = frozenset({"job", "instance"})
"""Labels that the scraper adds."""
SCRAPED = {
    "up": TARGET, "process_start_time_seconds": TARGET, "process_cpu_seconds_total": TARGET,
    "process_resident_memory_bytes": TARGET,
    "ALERTS": TARGET | {"alertname", "alertstate", "severity"},
}  # fmt: skip
"""What Prometheus itself and the client's process collector add."""
STAND_INS = {"$__rate_interval": "1m", "$__interval": "15s"}
"""What Grafana fills in."""


def known() -> dict[str, frozenset[str]]:
    """Every series name with its labels: the code's own figures, the scraper's, and the recorded ones."""
    return {**SCRAPED, **dict(_of_the_code()), **dict.fromkeys(recorded(), frozenset())}


def _of_the_code() -> Iterator[tuple[str, frozenset[str]]]:
    for module in MODULES:
        for metric in vars(module).values():
            if isinstance(metric, MetricWrapperBase):
                labels = TARGET | set(metric._labelnames) | ({"le"} if metric._type == "histogram" else set())
                yield from ((metric._name + suffix, labels) for suffix in SUFFIXES[str(metric._type)])


def rules() -> list[dict[str, Any]]:
    """Every rule of every file."""
    documents = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(RULES.glob("*.rules.yml"))]
    return [rule for document in documents for group in document["groups"] for rule in group["rules"]]


def alerts() -> dict[str, dict[str, Any]]:
    """The alerts by name."""
    return {rule["alert"]: rule for rule in rules() if "alert" in rule}


def recorded() -> list[str]:
    """The names that recording rules give."""
    return [rule["record"] for rule in rules() if "record" in rule]


def strange_names(queries: Iterable[str], names: Mapping[str, frozenset[str]]) -> list[str]:
    """Series that nobody exports, and labels that a series does not have."""
    found = []
    for query in queries:
        for selector in selectors(query):
            if selector.name not in names:
                found.append(f"{selector.name}: nobody exports it")
                continue
            labels = {matcher.name for matcher in selector.matchers.matchers}
            found += [f"{selector.name}: no label {label}" for label in sorted(labels - names[selector.name])]
    return found


def strange_groupings(queries: Iterable[str], names: Mapping[str, frozenset[str]]) -> list[str]:
    """Aggregations `by` a label that nothing below them has."""
    grouped = [(query, node) for query in queries for node in _nodes(parsed(query)) if _is_grouped(node)]
    return [f"by {label}: {query}" for query, node in grouped for label in _lacking(node, names)]


def _is_grouped(node: Any) -> bool:
    return isinstance(node, promql_parser.AggregateExpr) and node.modifier is not None


def _lacking(node: Any, names: Mapping[str, frozenset[str]]) -> list[str]:
    below = [names.get(one.name, frozenset()) for one in _nodes(node) if _is_selector(one)]
    return [label for label in node.modifier.labels if not all(label in has for has in below)]


def parsed(query: str) -> Any:
    """The tree of a query, with what Grafana would fill in."""
    for name, value in STAND_INS.items():
        query = query.replace(name, value)
    return promql_parser.parse(query)


def selectors(query: str) -> list[Any]:
    """Every series that a query reads."""
    return [node for node in _nodes(parsed(query)) if _is_selector(node)]


def asked_for(label: str, queries: Iterable[str], name: str | None = None) -> set[str]:
    """The values that matchers of a label ask for, of a series or of all."""
    found = [one for query in queries for one in selectors(query) if name in (None, one.name)]
    return {matcher.value for one in found for matcher in one.matchers.matchers if matcher.name == label}


def _is_selector(node: Any) -> bool:
    return isinstance(node, promql_parser.VectorSelector)


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for part in ("lhs", "rhs", "expr", "param", "vector_selector"):
        below = getattr(node, part, None)
        if below is not None:
            yield from _nodes(below)
    for below in getattr(node, "args", None) or ():
        yield from _nodes(below)


def unscraped(configuration: Mapping[str, Any]) -> list[str]:
    """Every process is a job of its name, at its name and the port of a container, and nothing else is."""
    wanted = {one.name: [f"{one.name}:8000"] for one in PROCESSES}
    found = {
        job["job_name"]: [target for group in job["static_configs"] for target in group["targets"]]
        for job in configuration["scrape_configs"]
    }
    return [f"{name}: {found.get(name)} instead of {wanted.get(name)}"
            for name in sorted(wanted.keys() | found.keys()) if found.get(name) != wanted.get(name)]  # fmt: skip


def unhelpful(name: str, alert: Mapping[str, Any], root: Path = ROOT) -> list[str]:
    """An alert has a severity, says in both languages what is wrong, and leads to a runbook that names it."""
    notes = alert.get("annotations", {})
    found = [] if alert.get("labels", {}).get("severity") in {"critical", "warning"} else [f"{name}: severity"]
    found += [f"{name}: {part} is not in two languages" for part in ("summary", "description")
              if not _in_two_languages(notes.get(part, ""))]  # fmt: skip
    runbook = root / notes.get("runbook", "none")
    told = runbook.is_file() and runbook.parent == root / "docs/runbooks" and f"`{name}`" in runbook.read_text("utf-8")
    return found if told else [*found, f"{name}: no runbook tells of it"]


def _in_two_languages(text: str) -> bool:
    chinese, _, english = text.partition(" / ")
    return any("一" <= letter <= "鿿" for letter in chinese) and english.isascii() and bool(english.strip())
