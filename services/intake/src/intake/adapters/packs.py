"""Campaign packs from a folder of YAML files."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from intake.domain.pack import Fault, PackError, read_pack
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
        try:
            return read_pack(yaml.safe_load((self._folder / f"{name}.yaml").read_text("utf-8")))
        except yaml.MarkedYAMLError as error:
            raise PackError((_fault_at(error.problem_mark),)) from error
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise PackError((Fault("", "不是 UTF-8 编码的 YAML 文件", "this is not YAML in UTF-8"),)) from error


def _fault_at(mark: yaml.Mark | None) -> Fault:
    if mark is None:
        return Fault("", "不是有效的 YAML 文件", "this is not YAML")
    line, column = mark.line + 1, mark.column + 1
    return Fault("", f"第 {line} 行第 {column} 列不是有效的 YAML", f"not YAML at line {line}, column {column}")
