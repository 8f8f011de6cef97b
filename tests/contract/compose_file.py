"""docker-compose.yml as the tests read it, and what can be wrong with it: each check returns its findings as lines."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import jsonschema
import yaml
from intake.settings import IntakeSettings
from notify.settings import NotifySettings
from plumbing.settings import PREFIX, ProcessSettings
from review.settings import ReviewSettings
from voting.settings import VotingSettings

from deploy.local.stack import PROCESSES, ROOT

Compose: TypeAlias = dict[str, Any]

SETTINGS: Mapping[str, type[ProcessSettings]] = {
    "intake": IntakeSettings,
    "review": ReviewSettings,
    "voting": VotingSettings,
    "notify": NotifySettings,
}
SCHEMA = Path(__file__).parent / "vendor" / "compose-spec.json"
TRUSTED = "FORWARDED_ALLOW_IPS"
"""Read by uvicorn itself: the proxies whose word counts for who the client is."""
PORT = 8000
"""Where every process listens in its container."""
MOST_MEMORY_MIB = 6 * 1024
"""Of all that runs for good, by its limits: a laptop of 8 GiB carries it."""
_EXACT = re.compile(r"[a-z/]+:v?\d+\.\d+\.\d+(-alpine)?")


def load(path: Path = ROOT / "docker-compose.yml") -> Compose:
    """The file with its anchors and merges resolved."""
    return parse(path.read_text(encoding="utf-8"))


def parse(text: str) -> Compose:
    """The text as a tree without shared parts: PyYAML makes one object of an anchor and all its aliases."""
    document: Compose = json.loads(json.dumps(yaml.safe_load(text)))
    return document


def of_service(service: str) -> list[str]:
    return [one.name for one in PROCESSES if one.service == service]


def lasting(compose: Compose) -> dict[str, Compose]:
    """The containers that are to run for good: those that no profile holds back."""
    return {name: one for name, one in compose["services"].items() if "profiles" not in one}


def against_the_schema(compose: Compose) -> list[str]:
    validator = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    return [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in validator.iter_errors(compose)]


def missing_or_strange_processes(compose: Compose) -> list[str]:
    """Every process of the local stack has its container with its command, and nothing else is built."""
    wanted = {one.name: ["python", "-m", one.module] for one in PROCESSES}
    found = {name: one.get("command") for name, one in compose["services"].items() if "build" in one}
    return [f"{name}: {found.get(name)} instead of {wanted.get(name)}"
            for name in sorted(wanted.keys() | found.keys()) if wanted.get(name) != found.get(name)]  # fmt: skip


def wrong_dockerfiles(compose: Compose) -> list[str]:
    return [
        f"{name}: built from {compose['services'][name]['build']['dockerfile']} as {compose['services'][name]['image']}"
        for service in SETTINGS
        for name in of_service(service)
        if compose["services"][name]["build"] != {"context": ".", "dockerfile": f"services/{service}/Dockerfile"}
        or compose["services"][name]["image"] != f"zhengji-{service}"
    ]


def unknown_settings(compose: Compose) -> list[str]:
    """Every variable of a process is a field of its settings, but for the server's own."""
    return [
        f"{name}: {variable} is no setting of {service}"
        for service, settings in SETTINGS.items()
        for name in of_service(service)
        for variable in compose["services"][name]["environment"]
        if variable != TRUSTED
        and (variable.removeprefix(PREFIX).lower() not in settings.model_fields or not variable.startswith(PREFIX))
    ]


def clients_unknown(compose: Compose) -> list[str]:
    """Every HTTP process believes the front proxy, and not everybody, about who the client is."""
    return [
        f"{name}: {TRUSTED}"
        for service in SETTINGS
        for name in of_service(service)
        if name.endswith("-http") and "*" in (compose["services"][name]["environment"].get(TRUSTED) or "*")
    ]


def secrets_without_a_way_in(compose: Compose) -> list[str]:
    """Every secret is handed through from outside, and none stands in the file."""
    return [
        f"{name}: {PREFIX}{secret.upper()}"
        for service, settings in SETTINGS.items()
        for name in of_service(service)
        for secret in settings.SECRETS
        if compose["services"][name]["environment"].get(f"{PREFIX}{secret.upper()}", "absent") is not None
    ]


def addresses_of_nobody(compose: Compose) -> list[str]:
    """Every `name:port` and URL inside the network is a container that listens there."""
    listening = {"kafka": 9092, "valkey": 6379, **{one.name: PORT for one in PROCESSES}}
    told = [(f"{name}: {variable}={value}", value) for name, variable, value in _told(compose) if value]
    return [
        line
        for line, value in told
        for host, port in re.findall(r"(?:^|//)([a-z-]+):(\d+)", value)
        if host != "localhost" and listening.get(host) != int(port)
    ]


def _told(compose: Compose) -> Iterator[tuple[str, str, str | None]]:
    """Every ZJ_ variable of every container."""
    for name, one in compose["services"].items():
        told = one.get("environment", {}).items()
        yield from ((name, variable, value) for variable, value in told if variable.startswith(PREFIX))


def unpinned(compose: Compose) -> list[str]:
    ours = {f"zhengji-{service}" for service in SETTINGS}
    images = {name: str(one["image"]) for name, one in compose["services"].items()}
    return [f"{name}: {image}" for name, image in images.items() if image not in ours and not _EXACT.fullmatch(image)]


def unguarded(compose: Compose) -> list[str]:
    """Containers without a guard that every one of them has."""
    return [f"{name}: {guard}" for name, one in compose["services"].items() for guard in _missing_guards(one)]


def _missing_guards(one: Compose) -> Iterator[str]:
    brief = "profiles" in one
    guards = {
        "read_only": one.get("read_only") is True,
        "cap_drop": one.get("cap_drop") == ["ALL"],
        "security_opt": "no-new-privileges:true" in one.get("security_opt", ()),
        "tmpfs": any(mount.startswith("/tmp:") for mount in one.get("tmpfs", ())),  # noqa: S108
        "mem_limit": "mem_limit" in one,
        "restart": one.get("restart") == ("unless-stopped", "no")[brief],
        "stop_grace_period": "stop_grace_period" in one,
        "healthcheck": brief or "test" in one.get("healthcheck", ()),
        "privileged": not {"privileged", "network_mode", "pid"} & one.keys(),
    }
    return (guard for guard, held in guards.items() if not held)


def loose_dependencies(compose: Compose) -> list[str]:
    """What waits, waits for health, and for somebody who is there; our processes wait for both servers."""
    services = compose["services"]
    loose = [
        f"{name} on {other}"
        for name, one in services.items()
        for other, how in one.get("depends_on", {}).items()
        if other not in services or how != {"condition": "service_healthy"}
    ]
    hasty = [one.name for one in PROCESSES if not {"kafka", "valkey"} <= services[one.name]["depends_on"].keys()]
    return loose + hasty


def mounts_of_nothing(compose: Compose) -> list[str]:
    """What is mounted from here exists, is read-only, and what is kept has its named volume."""
    mounts = [(name, mount.split(":")) for name, one in compose["services"].items() for mount in one.get("volumes", ())]
    return [f"{name}: {':'.join(mount)}" for name, mount in mounts if not _stands(mount, compose["volumes"])]


def _stands(mount: list[str], volumes: Compose) -> bool:
    if mount[0].startswith("./"):
        return (ROOT / mount[0]).exists() and mount[2:] == ["ro"]
    return mount[0] in volumes


def unwatched(compose: Compose) -> list[str]:
    """Processes that Prometheus does not ask, and what it asks that is no process, as `job target`."""
    folder = next(mount.split(":")[0] for mount in compose["services"]["prometheus"]["volumes"])
    configuration = yaml.safe_load((ROOT / folder / "prometheus.yml").read_text(encoding="utf-8"))
    asked = {
        f"{job['job_name']} {target}"
        for job in configuration["scrape_configs"]
        for group in job["static_configs"]
        for target in group["targets"]
    }
    there = {f"{name} {name}:{PORT}" for name, one in compose["services"].items() if "build" in one}
    return sorted(asked ^ there)


def memory_mib(compose: Compose) -> int:
    """The limits of all lasting containers together."""
    units = {"m": 1, "g": 1024}
    limits = [str(one["mem_limit"]) for one in lasting(compose).values()]
    return sum(int(limit[:-1]) * units[limit[-1]] for limit in limits)


def published(compose: Compose) -> dict[str, str]:
    """Of each container that can be reached from outside: where, as `host address:host port:container port`."""
    return {name: port for name, one in compose["services"].items() for port in one.get("ports", ())}
