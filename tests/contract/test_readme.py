"""The two READMEs against what is there: commands, URLs, logins, links, folders."""

import re
from pathlib import Path

import pytest

from deploy.local.rehearsal.desk import DEMO_CODE
from deploy.local.stack import ROOT, Stack
from deploy.local.table import CITIZEN, rows
from tests.make import run_make

READMES = ("README.md", "README.zh-CN.md")
RUN_BY = {
    "make demo": "tests/e2e/conftest.py",
    "make test": ".ci/run",
    "make stop": "tests/e2e/test_demo.py",
    "make clean": "tests/contract/test_readme.py",
    "make rehearsal": "tests/e2e/test_rehearsal.py",
    "make rehearsal KILL=1": "tests/e2e/test_rehearsal.py",
    "make recount": "tests/e2e/test_rehearsal.py",
    "make recheck": "tests/e2e/test_rehearsal.py",
    "make contracts": "tests/contract/test_readme.py",
    "make lint": ".ci/run",
    "make help": "tests/contract/test_readme.py",
    "ZJ_DEMO_PORT=9000 make demo": "tests/e2e/conftest.py",
    "docker compose up": "tests/contract/test_compose.py",
}
"""Each command of the READMEs, and what runs it."""


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def commands_of(text: str) -> set[str]:
    """What stands in shell blocks without its comment, and every inline `make …` or `docker …`."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`((?:[A-Z_]+=\S+ )?(?:make|docker) [^`]+)`", text)
    return {*filter(None, lines), *inline}


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_run_by_a_test(name: str) -> None:
    commands = commands_of(text_of(name))
    assert commands <= set(RUN_BY), commands - set(RUN_BY)
    assert {"make demo", "make test", "make rehearsal"} <= commands
    assert all((ROOT / RUN_BY[command]).exists() for command in commands)


def test_a_command_that_nobody_runs_is_found() -> None:
    assert commands_of("```sh\nmake dream   # no\n```\nand `make tea`") - set(RUN_BY) == {"make dream", "make tea"}


@pytest.mark.parametrize("name", READMES)
def test_the_table_is_the_one_that_the_demo_prints(name: str) -> None:
    text = text_of(name)
    for _, url, login in rows("http://localhost:8080"):
        assert f"<{url}>" in text, url
        names = login.partition(" / ")[0].replace(f"{CITIZEN}, code {DEMO_CODE}", CITIZEN)
        assert all(one in text for one in re.split(r", | / ", names) if one != "-"), login


@pytest.mark.parametrize("name", READMES)
def test_every_link_and_folder_is_there(name: str) -> None:
    text = text_of(name)
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    folders = re.findall(r"`((?:services|packages|deploy|campaigns|docs|tests)(?:/[\w-]+)*)/?`", text)
    missing = [place for place in {*links, *folders} if not (ROOT / place).exists()]
    assert not missing


def test_help_names_every_public_target_with_one_line(tmp_path: Path) -> None:
    stack = Stack.of({"ZJ_DATA_DIR": str(tmp_path)})
    listed = dict(re.findall(r"make (\S+)\s+(\S.*)", run_make("help", stack).stdout))
    public = set(re.findall(r"^([a-z]+):.*##", text_of("Makefile"), re.MULTILINE))
    assert set(listed) == public
    assert {"help", "demo", "stop", "test", "lint", "types", "rehearsal", "contracts"} <= public


def test_clean_forgets_the_data_and_keeps_what_was_installed(tmp_path: Path) -> None:
    stack = Stack.of({"ZJ_DATA_DIR": str(tmp_path)})
    stack.home.mkdir(parents=True)
    (tmp_path / "jars").mkdir()
    assert run_make("clean", stack).returncode == 0
    assert (stack.home.exists(), (tmp_path / "jars").exists()) == (False, True)


def test_contracts_writes_what_is_committed() -> None:
    generated = [path for folder in ("schemas",) for path in (ROOT / "packages/contracts" / folder).iterdir()]
    generated += [ROOT / "packages/contracts/asyncapi.yaml", *(ROOT / "docs/events").glob("*.md")]
    before = {path: path.read_bytes() for path in generated}
    assert run_make("contracts", Stack.of({})).returncode == 0
    assert {path: path.read_bytes() for path in generated} == before
