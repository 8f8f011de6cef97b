"""One Dockerfile pattern for all services, and a build context that holds what it copies and nothing else."""

import fnmatch
import re

import pytest

from tests.architecture.source import ROOT, SERVICES


def dockerfile(service: str) -> str:
    return (ROOT / "services" / service / "Dockerfile").read_text(encoding="utf-8")


def without_service(text: str, service: str) -> str:
    """The text with what may differ taken out: the default of SERVICE, and the name in the head's examples."""
    head, begin, rest = text.partition("\nFROM ")
    return head.replace(service, "SERVICE") + begin + rest.replace(f"ARG SERVICE={service}\n", "ARG SERVICE=\n")


def let_in(path: str, ignore: str) -> bool:
    """Whether .dockerignore leaves the path in the build context: the last pattern that matches decides."""
    lines = [line for line in ignore.splitlines() if line and not line.startswith("#")]
    matching = [line for line in lines if fnmatch.fnmatch(path, line.removeprefix("!"))]
    return bool(matching) and matching[-1].startswith("!")


@pytest.mark.parametrize("service", SERVICES)
def test_the_dockerfiles_differ_in_the_service_alone(service: str) -> None:
    pattern = without_service(dockerfile(SERVICES[-1]), SERVICES[-1])

    assert without_service(dockerfile(service), service) == pattern
    assert without_service(dockerfile(service) + "USER root\n", service) != pattern


@pytest.mark.parametrize("service", SERVICES)
def test_the_image_has_two_stages_and_runs_as_nobody(service: str) -> None:
    text = dockerfile(service)
    last_stage = text.rpartition("\nFROM ")[2]

    assert text.count("\nFROM ") == 2
    assert re.findall(r"^USER (.+)$", last_stage, re.MULTILINE) == ["10001:10001"]
    assert re.findall(r"^EXPOSE (.+)$", last_stage, re.MULTILINE) == ["8000"]
    assert "ZJ_HTTP_PORT=8000" in last_stage


def test_the_build_context_holds_what_is_copied_and_neither_data_nor_history() -> None:
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    copied = re.findall(r"^COPY ([^-]\S*) ", dockerfile(SERVICES[-1]), re.MULTILINE)
    sources = [path.replace("${SERVICE}", service) for path in copied for service in SERVICES]

    assert [path for path in sources if not let_in(path, ignore)] == []
    assert [path for path in (".git", ".data", ".venv", ".env", "tests", "README.md") if let_in(path, ignore)] == []
    assert [path for path in sources if not let_in(path, ignore + "services\n*/src\n")] != []
