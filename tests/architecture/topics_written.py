"""Which service writes to which topic, read from the source: what is said at each `Outgoing(…)` and `EventLog(…)`.

A topic must be a name that can be looked up without running anything: a text, a constant, or a parameter, in which case
the callers of that function say it. Anything else is a finding of its own.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from contracts import topics as registry
from contracts.topics import Topic

from tests.architecture.source import FunctionNode, functions

WRITERS = {"plumbing.records.Outgoing": (0, "topic"), "plumbing.event_log.EventLog": (1, "topic")}
"""What makes a record for a topic, with the place and the name of the argument that says which."""
REGISTRY = "contracts.topics."
PUBLIC = {topic.name for topic in registry.TOPICS}
_SHORT_NAMES = {name.rpartition(".")[2] for name in WRITERS}
"""Called through a module (`records.Outgoing(…)`) they would not be recognised: that is a finding."""
_BY_HAND = {"send", "send_soon", "cast", "ask"}
"""What a producer of kafka-python or a topic of Faust would write with, past `plumbing.broker.send_record`."""


@dataclass(frozen=True, slots=True)
class Writes:
    """What a house writes: (module, topic) pairs, and the places that do not say to which.

    `unmarked` are those that make a record for a public topic without its content type.
    """

    topics: frozenset[tuple[str, str]]
    unclear: tuple[str, ...]
    unmarked: tuple[str, ...]

    def by(self, service: str) -> set[str]:
        """The topics that a service writes to."""
        return {topic for module, topic in self.topics if module.split(".")[0] == service}


@dataclass(slots=True)
class _Module:
    """One module: its tree, and what its names stand for."""

    name: str
    tree: ast.Module
    names: dict[str, str] = field(default_factory=dict)
    calls: tuple[tuple[ast.Call, FunctionNode | None], ...] = ()

    def __post_init__(self) -> None:
        self.calls = tuple(_calls(self.tree))
        own = [node.name for node in self.tree.body if isinstance(node, FunctionNode)]
        own += [target.id for node in self.tree.body for target in _targets(node)]
        self.names = {**_from_elsewhere(self.tree), **{name: f"{self.name}.{name}" for name in own}}

    def constant(self, name: str) -> str | None:
        """The text of a constant of this module."""
        for node in self.tree.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and name in {target.id for target in _targets(node)}:
                value = node.value
                return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None
        return None


def writes_of(house: Mapping[str, str]) -> Writes:
    """Looks through a house: the source of every module, by its dotted name."""
    return _Search({name: _module(name, text) for name, text in house.items()}).run()


@cache
def _module(name: str, text: str) -> _Module:
    """Read once a process: a house with something planted is the same house but for one module."""
    return _Module(name, ast.parse(text))


def written_by_hand(house: Mapping[str, str]) -> list[str]:
    """Where a module that knows Kafka or Faust writes by itself."""
    return [f"{name}:{call.lineno}" for name, text in house.items() for call in _sends(ast.parse(text))]


def _sends(tree: ast.Module) -> list[ast.Call]:
    if not _imported(tree) & {"kafka", "faust"}:
        return []
    calls = [call for call, _ in _calls(tree)]
    return [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in _BY_HAND]


def _imported(tree: ast.Module) -> set[str]:
    """The libraries that a module imports from."""
    nodes = list(ast.walk(tree))
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return {name.split(".")[0] for name in names}


class _Search:
    def __init__(self, modules: Mapping[str, _Module]) -> None:
        self._modules = modules
        self._writers = dict(WRITERS)
        self._topics: set[tuple[str, str]] = set()
        self._unclear: set[str] = set()
        self._unmarked: set[str] = set()

    def run(self) -> Writes:
        """Goes round until no more functions turn out to pass a topic on."""
        known = 0
        while known != len(self._writers):
            known = len(self._writers)
            self._topics, self._unclear, self._unmarked = set(), set(), set()
            for module in self._modules.values():
                self._look_at(module)
        return Writes(frozenset(self._topics), tuple(sorted(self._unclear)), tuple(sorted(self._unmarked)))

    def _look_at(self, module: _Module) -> None:
        for call, around in module.calls:
            place = self._writers.get(module.names.get(_callee(call), ""))
            if place is not None:
                self._note(module, call, around, _argument(call, *place))
            elif isinstance(call.func, ast.Attribute) and call.func.attr in _SHORT_NAMES:
                self._unclear.add(f"{module.name}:{call.lineno}")

    def _note(self, module: _Module, call: ast.Call, around: FunctionNode | None, said: ast.expr | None) -> None:
        topic = self._resolved(module, said)
        parameter = _base(said)
        if _callee(call) == "Outgoing" and topic in (None, *PUBLIC) and not _names_its_content_type(call):
            self._unmarked.add(f"{module.name}:{call.lineno}")
        if topic is not None:
            self._topics.add((module.name, topic))
        elif around is not None and parameter in (names := _parameters(around)) and around in module.tree.body:
            self._writers[f"{module.name}.{around.name}"] = (names.index(parameter), parameter)
        else:
            self._unclear.add(f"{module.name}:{call.lineno}")

    def _resolved(self, module: _Module, said: ast.expr | None) -> str | None:
        if isinstance(said, ast.Constant):
            return str(said.value)
        full = module.names.get(_base(said), "")
        if full.startswith(REGISTRY):
            found = getattr(registry, full.removeprefix(REGISTRY), None)
            return found.name if isinstance(found, Topic) else None
        home = self._modules.get(full.rpartition(".")[0])
        return home.constant(full.rpartition(".")[2]) if home else None


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, FunctionNode | None]]:
    """Every call with the innermost function around it."""
    around = {id(node): function for function in functions(tree) for node in ast.walk(function)}
    return ((node, around.get(id(node))) for node in ast.walk(tree) if isinstance(node, ast.Call))


def _callee(call: ast.Call) -> str:
    called = call.func.value if isinstance(call.func, ast.Subscript) else call.func
    return called.id if isinstance(called, ast.Name) else ""


def _names_its_content_type(call: ast.Call) -> bool:
    given = _argument(call, 4, "content_type")
    return isinstance(given, ast.Name) and given.id == "CONTENT_TYPE"


def _argument(call: ast.Call, number: int, name: str) -> ast.expr | None:
    named = [keyword.value for keyword in call.keywords if keyword.arg == name]
    return named[0] if named else call.args[number] if number < len(call.args) else None


def _base(said: ast.expr | None) -> str:
    """`X` of `X` and of `X.name`."""
    if isinstance(said, ast.Attribute) and said.attr == "name":
        said = said.value
    return said.id if isinstance(said, ast.Name) else ""


def _parameters(function: FunctionNode) -> list[str]:
    return [one.arg for one in (*function.args.posonlyargs, *function.args.args)]


def _from_elsewhere(tree: ast.Module) -> dict[str, str]:
    """Imported names with what they stand for."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name: f"{node.module}.{alias.name}" for node in imports for alias in node.names}


def _targets(node: ast.stmt) -> list[ast.Name]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target for target in targets if isinstance(target, ast.Name)]
