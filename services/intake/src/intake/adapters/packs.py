"""Campaign packs from a folder of YAML files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from intake.domain.pack import read_pack
from intake.domain.pack_faults import Fault, PackError
from intake.domain.rules import Rules


class PackShelf:
    """One file a pack, named after it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> Sequence[str]:
        """What can be loaded, in alphabetical order."""
        return sorted(path.stem for path in self._folder.glob("*.yaml"))

    def load(self, name: str) -> Rules:
        """The rules of a pack. Raises KeyError (no such pack) or PackError (every fault by place)."""
        if name not in self.names():
            raise KeyError(name)
        return read_file(self._folder / f"{name}.yaml")


def read_file(path: Path) -> Rules:
    """The rules that a file states. Raises PackError, each fault with its line in the file."""
    try:
        text = path.read_text("utf-8")
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        lines = dict(_lines(node))
        return read_pack(loader.construct_document(node) if node else None)
    except yaml.MarkedYAMLError as error:
        raise PackError((_fault_at(error.problem_mark),)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PackError((Fault("", "不是 UTF-8 编码的 YAML 文件", "this is not YAML in UTF-8"),)) from error
    except PackError as error:
        raise PackError(tuple(_placed(fault, lines) for fault in error.faults)) from error


def _lines(node: yaml.Node | None, path: str = "") -> Iterator[tuple[str, int]]:
    """Each place of a pack with its line, from 1."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield f"{path}{key.value}", key.start_mark.line + 1
            yield from _lines(value, f"{path}{key.value}.")
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield f"{path}{number}", value.start_mark.line + 1
            yield from _lines(value, f"{path}{number}.")


def _placed(fault: Fault, lines: Mapping[str, int]) -> Fault:
    """With the line of its place; of the nearest place around it, where something is missing."""
    parts = fault.path.split(".")
    around = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return replace(fault, line=next((lines[place] for place in around if place in lines), 1))


def _fault_at(mark: yaml.Mark | None) -> Fault:
    if mark is None:
        return Fault("", "不是有效的 YAML 文件", "this is not YAML")
    line, column = mark.line + 1, mark.column + 1
    words = f"第 {line} 行第 {column} 列不是有效的 YAML", f"not YAML at line {line}, column {column}"
    return Fault("", *words, line)
