"""deploy/kubernetes as kustomize builds it, and what can be wrong with it: each check returns its findings as lines."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import kubernetes_validate
import yaml
from plumbing.settings import PREFIX, ProcessSettings, demo_value
from pydantic import ValidationError

from deploy.local.stack import PROCESSES, ROOT
from tests.contract.compose_file import SETTINGS, TRUSTED

Resource: TypeAlias = dict[str, Any]
BASE = ROOT / "deploy/kubernetes/base"
VERSION = "1.37.0"
NAME = "app.kubernetes.io/name"
_IMAGE = re.compile(r"zhengji-[a-z]+:\d+\.\d+\.\d+")


def built(folder: Path = BASE) -> list[Resource]:
    """What `kubectl kustomize` makes of a folder."""
    kubectl = Path(sys.executable).parent / "kubectl"
    done = subprocess.run([kubectl, "kustomize", folder], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return list(yaml.safe_load_all(done.stdout))


def of_kind(resources: list[Resource], kind: str) -> dict[str, Resource]:
    """The resources of a kind by name."""
    return {one["metadata"]["name"]: one for one in resources if one["kind"] == kind}


def pods(resources: list[Resource]) -> dict[str, Resource]:
    """The pod templates by the process's name."""
    return {name: one["spec"]["template"] for name, one in of_kind(resources, "Deployment").items()}


def container(pod: Resource) -> Resource:
    """The one container of a pod."""
    (found,) = pod["spec"]["containers"]
    return dict(found)


def against_the_schema(resources: list[Resource]) -> list[str]:
    """Kubernetes' own schema, strictly: a field that it does not know is a fault."""
    return [fault for one in resources for fault in _schema_faults(one)]


def _schema_faults(resource: Resource) -> Iterator[str]:
    try:
        kubernetes_validate.validate(resource, VERSION, strict=True)
    except kubernetes_validate.ValidationError as fault:
        yield f"{resource['kind']}/{resource['metadata']['name']}: {fault.message}"


def missing_or_strange_processes(resources: list[Resource]) -> list[str]:
    """Every process of the local stack is a Deployment that runs it from its service's image, and no other is."""
    wanted = {one.name: (["python", "-m", one.module], f"zhengji-{one.service}") for one in PROCESSES}
    found = {name: (container(pod).get("args"), _image(pod).partition(":")[0])
             for name, pod in pods(resources).items()}  # fmt: skip
    return [f"{name}: {found.get(name)} instead of {wanted.get(name)}"
            for name in sorted(wanted.keys() | found.keys()) if found.get(name) != wanted.get(name)]  # fmt: skip


def told(resources: list[Resource], pod: Resource) -> dict[str, str | None]:
    """What a process finds in its environment; None for what comes from a Secret."""
    maps = of_kind(resources, "ConfigMap")
    found: dict[str, str | None] = {}
    for source in container(pod).get("envFrom", []):
        found |= maps[source["configMapRef"]["name"]]["data"]
    return found | {one["name"]: one.get("value") for one in container(pod).get("env", [])}


def unknown_settings(resources: list[Resource]) -> list[str]:
    """Every variable of a process is a field of its settings, but for the server's own."""
    return [
        f"{name}: {variable}"
        for name, pod in pods(resources).items()
        for variable in told(resources, pod)
        if variable != TRUSTED
        and (variable.removeprefix(PREFIX).lower() not in settings_of(name).model_fields or PREFIX not in variable)
    ]


def settings_of(name: str) -> type[ProcessSettings]:
    """The settings of a process."""
    return SETTINGS[name.partition("-")[0]]


def settings_that_do_not_load(resources: list[Resource]) -> list[str]:
    """With its Secrets given, every process could start: nothing is missing, every value is of its type."""
    return [fault for name, pod in pods(resources).items() for fault in _load_faults(name, told(resources, pod))]


def _load_faults(name: str, environment: dict[str, str | None]) -> Iterator[str]:
    fields = {variable.removeprefix(PREFIX).lower(): value for variable, value in environment.items()}
    values: dict[str, Any] = {field: demo_value(field) if value is None else value for field, value in fields.items()}
    if values.get("profile") != "production":
        yield f"{name}: profile {values.get('profile')}"
    try:
        settings_of(name)(**values)
    except ValidationError as error:
        yield from (f"{name}: {'.'.join(map(str, fault['loc'])) or fault['msg']}" for fault in error.errors())


def secrets_in_the_open(resources: list[Resource]) -> list[str]:
    """A secret comes from a Secret, by its own name, and no Secret lies here."""
    lying = [f"Secret/{name}" for name in of_kind(resources, "Secret")]
    return lying + [
        f"{name}: {variable} is not from a Secret"
        for name, pod in pods(resources).items()
        for variable in [PREFIX + secret.upper() for secret in settings_of(name).SECRETS]
        if _secret_key(container(pod), variable) != variable
    ]


def _secret_key(process: Resource, variable: str) -> str | None:
    by_name = {one["name"]: one for one in process.get("env", [])}
    key = by_name.get(variable, {}).get("valueFrom", {}).get("secretKeyRef", {}).get("key")
    return None if key is None else str(key)


def wrong_ports(resources: list[Resource]) -> list[str]:
    """A process listens where its container and its annotation say."""
    return [fault for name, pod in pods(resources).items() for fault in _port_faults(resources, name, pod)]


def _port_faults(resources: list[Resource], name: str, pod: Resource) -> Iterator[str]:
    environment, process = told(resources, pod), container(pod)
    listens = int(environment.get("ZJ_HTTP_PORT") or 0)
    if process["ports"] != [{"name": "http", "containerPort": listens}]:
        yield f"{name}: listens at {listens}, the container says {process['ports']}"
    if environment.get("ZJ_HTTP_HOST") != "0.0.0.0":
        yield f"{name}: nobody outside of the pod can reach it"
    if pod["metadata"]["annotations"].get("prometheus.io/port") != str(listens):
        yield f"{name}: is scraped elsewhere"


def addresses_of_nobody(resources: list[Resource]) -> list[str]:
    """The neighbour that a process is told of has a Service with that name and port."""
    doors = {None, *(_door(service) for service in of_kind(resources, "Service").values())}
    urls = {(name, variable): told(resources, pod).get(variable) for name, pod in pods(resources).items()
            for variable in ("ZJ_INTAKE_URL", "ZJ_NOTIFY_URL")}  # fmt: skip
    return [f"{name}: {variable} leads to nobody" for (name, variable), url in urls.items() if url not in doors]


def _door(service: Resource) -> str:
    return f"http://{service['metadata']['name']}:{service['spec']['ports'][0]['port']}"


def loose_selectors(resources: list[Resource]) -> list[str]:
    """Every selector of a Service, a disruption budget or a Deployment finds the pods of its own name alone."""
    found = []
    for kind in ("Service", "PodDisruptionBudget", "Deployment"):
        for name, one in of_kind(resources, kind).items():
            selector = one["spec"]["selector"]
            labels = selector.get("matchLabels", selector)
            meant = [pod for pod, template in pods(resources).items()
                     if labels.items() <= template["metadata"]["labels"].items()]  # fmt: skip
            found += [] if meant == [name] else [f"{kind}/{name}: selects {meant}"]
    return found


def unpinned(resources: list[Resource]) -> list[str]:
    """Images have a version."""
    return [f"{name}: {_image(pod)}" for name, pod in pods(resources).items() if not _IMAGE.fullmatch(_image(pod))]


def _image(pod: Resource) -> str:
    """The image of a pod, whatever registry it lies in."""
    return str(container(pod)["image"]).rpartition("/")[2]
