"""The local stack as data: ports, environments, configuration; nothing is started here."""

import configparser
import shlex
from pathlib import Path

import pytest

from deploy.local import kafka, supervision
from deploy.local.stack import MARK, PROCESSES, PlanError, Stack, sound
from deploy.local.table import rows, table


def stack_of(folder: Path, **environment: str) -> Stack:
    return Stack.of({"ZJ_DATA_DIR": str(folder), **environment})


def test_without_a_word_it_is_the_demo_of_the_readme(tmp_path: Path) -> None:
    stack = stack_of(tmp_path)
    assert (stack.url, stack.kafka, stack.address("voting-stream")) == (
        "http://localhost:8080", "127.0.0.1:9092", "127.0.0.1:8123",
    )  # fmt: skip


def test_every_port_moves_and_none_is_used_twice(tmp_path: Path) -> None:
    usual = stack_of(tmp_path)
    moved = stack_of(tmp_path, ZJ_DEMO_PORT="9000", ZJ_KAFKA_PORT="9500", ZJ_VALKEY_PORT="9600", ZJ_PORT_BASE="9700")
    assert not set(usual.ports()) & set(moved.ports())
    assert len(usual.ports()) == len(PROCESSES) + 4
    assert "9092" not in str(moved.environment())


def test_more_accept_and_tally_processes_have_names_and_ports_of_their_own(tmp_path: Path) -> None:
    stack = stack_of(tmp_path, ACCEPT="3", TALLY="2", TWIN="1")
    more = {one.name: stack.port(one) for one in stack.processes if one not in PROCESSES}
    assert more == {
        "voting-http-2": 8132, "voting-http-3": 8133, "voting-stream-2": 8142, "voting-twin": 8151,
    }  # fmt: skip
    assert len(stack.ports()) == len(stack.processes) + 4
    assert stack.environment()["ZJ_VOTING_HTTP"] == "127.0.0.1:8103 127.0.0.1:8132 127.0.0.1:8133"
    assert len(stack_of(tmp_path, ACCEPT="9", TALLY="9", TWIN="1").ports()) == len(PROCESSES) + 8 + 8 + 1 + 4


def test_only_a_twin_counts_in_a_group_of_its_own(tmp_path: Path) -> None:
    stack = stack_of(tmp_path, TALLY="2", TWIN="1")
    told = {one.name: one.environment for one in stack.processes if one.entrypoint == "stream"}
    assert told == {"voting-stream": {}, "voting-stream-2": {}, "voting-twin": {"ZJ_TALLY_GROUP": "voting-tally-twin"}}


@pytest.mark.parametrize("said", ["0", "10", "-1", "two", "1.5"])
def test_an_amount_that_cannot_be_is_named(tmp_path: Path, said: str) -> None:
    with pytest.raises(PlanError, match=f"ACCEPT={said}"):
        stack_of(tmp_path, ACCEPT=said)
    assert stack_of(tmp_path, ACCEPT="").accept == 1


@pytest.fixture
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> configparser.RawConfigParser:
    """supervisord.conf of a stack in a folder with a blank and a percent sign, jars and formatting left out."""
    folder = tmp_path / "100% of it"
    monkeypatch.setattr(kafka, "ensure_jars", lambda jars: jars)
    monkeypatch.setattr(kafka, "prepare", lambda data, _port, _jars: data / "server.properties")
    parser = configparser.RawConfigParser()
    parser.read(supervision.write_configuration(stack_of(folder)))
    return parser


def test_every_process_is_a_program_that_is_started_again(configuration: configparser.RawConfigParser) -> None:
    programs = {name.removeprefix("program:") for name in configuration.sections() if name.startswith("program:")}
    assert programs == {"kafka", "valkey", "caddy", *(one.name for one in PROCESSES)}
    assert {configuration[f"program:{name}"]["autorestart"] for name in programs} == {"true"}


def test_a_process_runs_its_module_on_its_port_and_bears_the_mark(configuration: configparser.RawConfigParser) -> None:
    program = configuration["program:voting-relay"]
    assert shlex.split(program["command"])[-2:] == ["-m", "voting.entrypoints.relay"]
    assert 'ZJ_HTTP_PORT="8113"' in program["environment"]
    assert f"{MARK}=" in program["environment"]


def test_blanks_and_percent_signs_survive(configuration: configparser.RawConfigParser) -> None:
    assert "100%% of it" in configuration["program:kafka"]["command"]
    assert shlex.split(configuration["program:valkey"]["command"])[-1].endswith("100%% of it/demo/valkey")


def test_the_servers_come_first_and_the_front_last(configuration: configparser.RawConfigParser) -> None:
    priorities = [int(configuration[f"program:{name}"]["priority"]) for name in ("kafka", "intake-http", "caddy")]
    assert priorities == sorted(set(priorities))


def test_the_table_names_a_login_for_every_role() -> None:
    text = table("http://localhost:8080")
    for login in (
        "office / demo-office",
        "screener",
        "unit / demo-unit",
        "judge1, judge2, judge3",
        "leader",
        "operator",
    ):
        assert login in text
    assert "15400000001, code 246810" in text
    assert len({url for _, url, _ in rows("x")}) >= 12


@pytest.mark.parametrize("valkey", ["9093", "8104"])
def test_a_port_that_two_would_need_is_named(valkey: str) -> None:
    stack = Stack.of({"ZJ_KAFKA_PORT": "9092", "ZJ_VALKEY_PORT": valkey})
    with pytest.raises(PlanError, match=f"port {valkey} is needed twice"):
        sound(stack)
    assert sound(Stack.of({})) == Stack.of({})
