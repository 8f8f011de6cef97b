"""How deploy/kubernetes guards its processes and their one public port: each check returns its findings as lines."""

import re
from collections.abc import Iterator
from typing import Any

from deploy.local.stack import ROOT
from tests.contract.kubernetes_files import NAME, Resource, container, of_kind, pods, told

POD = {
    "automountServiceAccountToken": False,
    "enableServiceLinks": False,
    "securityContext": {
        "runAsNonRoot": True, "runAsUser": 10001, "runAsGroup": 10001, "fsGroup": 10001,
        "seccompProfile": {"type": "RuntimeDefault"},
    },
}  # fmt: skip
PROCESS = {
    "securityContext": {
        "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
    },
    "volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}],  # noqa: S108 - the container's own
}  # fmt: skip
PROBES = {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}
SHARED_BY = "intake"
"""Style sheets and the choice of the language are the same in all four; one of them answers."""


def unguarded(resources: list[Resource]) -> list[str]:
    """No root, no capability, nothing written but /tmp, no token of the cluster."""
    return [f"{name}: {part}" for name, pod in pods(resources).items()
            for part in (*_differing(POD, pod["spec"]), *_differing(PROCESS, container(pod)))]  # fmt: skip


def _differing(wanted: dict[str, Any], found: Resource) -> Iterator[str]:
    return (part for part, value in wanted.items() if found.get(part) != value)


def unprobed(resources: list[Resource]) -> list[str]:
    """Alive asks nobody, ready asks Kafka; a process that replays the log is not killed for it."""
    faults = []
    for name, pod in pods(resources).items():
        process = container(pod)
        paths = {probe: process.get(probe, {}).get("httpGet") for probe in PROBES}
        faults += [
            f"{name}: {probe}" for probe, path in PROBES.items() if paths[probe] != {"path": path, "port": "http"}
        ]
        startup = process.get("startupProbe", {})
        if startup.get("periodSeconds", 10) * startup.get("failureThreshold", 3) < 600:
            faults.append(f"{name}: no time to replay the log")
    return faults


def unbounded(resources: list[Resource]) -> list[str]:
    """Memory has a limit; what the scheduler may count on is said. A limit of CPU would only add latency."""
    found = []
    for name, pod in pods(resources).items():
        resource = container(pod).get("resources", {})
        if set(resource.get("requests", {})) != {"cpu", "memory"} or set(resource.get("limits", {})) != {"memory"}:
            found.append(f"{name}: {resource}")
    return found


def repeating_relays(resources: list[Resource]) -> list[str]:
    """A relay runs once, also while it is replaced."""
    relays = {name: one["spec"] for name, one in of_kind(resources, "Deployment").items() if name.endswith("-relay")}
    return [f"{name}: {spec['replicas']} copies" for name, spec in relays.items() if not _runs_once(spec)]


def loose_budgets(resources: list[Resource]) -> list[str]:
    """Every HTTP process has a disruption budget, and one copy more than that asks for."""
    copies = {name: one["spec"]["replicas"] for name, one in of_kind(resources, "Deployment").items()}
    budgets = {name: one["spec"]["minAvailable"] for name, one in of_kind(resources, "PodDisruptionBudget").items()}
    wanted = [name for name in copies if name.endswith("-http")]
    return [f"{name}: {budgets.get(name)} of {copies[name]}" for name in wanted
            if not 0 < budgets.get(name, 0) < copies[name]]  # fmt: skip


def _runs_once(spec: Resource) -> bool:
    return bool(spec["replicas"] == 1 and spec["strategy"] == {"type": "Recreate"})


def routes_of_caddy(text: str) -> dict[tuple[str, bool], str]:
    """Path and whether what lies below it is meant too, and whose it is."""
    found = {}
    for service, paths in re.findall(r"^\t@(intake|review|voting|notify|shared) path (.+)$", text, re.MULTILINE):
        below = {path.removesuffix("/*") for path in paths.split() if path.endswith("/*")}
        for path in below | {path for path in paths.split() if not path.endswith("/*")}:
            found[path, path in below] = SHARED_BY if service == "shared" else service
    return found


def strange_routes(resources: list[Resource]) -> list[str]:
    """The Ingress sends every path where the Caddyfile does, and no other path anywhere."""
    caddy = routes_of_caddy((ROOT / "deploy/caddy/Caddyfile").read_text(encoding="utf-8"))
    wanted = {route: f"{service}-http" for route, service in caddy.items()}
    (ingress,) = of_kind(resources, "Ingress").values()
    (rule,) = ingress["spec"]["rules"]
    found = {(path["path"], path["pathType"] == "Prefix"): path["backend"]["service"]["name"]
             for path in rule["http"]["paths"]}  # fmt: skip
    faults = [f"{path}{'/*' if below else ''}: {found.get((path, below))} instead of {wanted.get((path, below))}"
              for path, below in sorted(wanted.keys() | found.keys())
              if found.get((path, below)) != wanted.get((path, below))]  # fmt: skip
    (public_url,) = {told(resources, pod).get("ZJ_PUBLIC_URL") for pod in pods(resources).values()}
    return faults + ([] if public_url == f"https://{rule['host']}" else [f"{public_url} is not {rule['host']}"])


def strange_ways(resources: list[Resource]) -> list[str]:
    """Who may talk: to Valkey those that are told where it is, from outside those that the Ingress names."""
    policies = of_kind(resources, "NetworkPolicy")
    valkey = {name for name, pod in pods(resources).items() if "ZJ_VALKEY" in told(resources, pod)}
    public = {f"{service}-http" for service in ("intake", "review", "voting", "notify")}
    wanted = {"valkey": valkey, "public": public, "nothing-by-default": set(pods(resources))}
    return [f"{name}: {sorted(_meant(resources, policies, name))} instead of {sorted(names)}"
            for name, names in wanted.items() if _meant(resources, policies, name) != names]  # fmt: skip


def _meant(resources: list[Resource], policies: dict[str, Resource], policy: str) -> set[str]:
    selector = policies.get(policy, {}).get("spec", {}).get("podSelector", {"matchLabels": {NAME: "nobody"}})
    return {name for name, pod in pods(resources).items() if _selects(selector, pod["metadata"]["labels"])}


def _selects(selector: Resource, labels: dict[str, str]) -> bool:
    said = selector.get("matchExpressions", [])
    return selector.get("matchLabels", {}).items() <= labels.items() and all(
        labels.get(one["key"]) in one["values"] for one in said
    )
