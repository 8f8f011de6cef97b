"""What may not change in a published schema: a comparison of the published one with today's."""

from typing import Any


def breaks(published: dict[str, Any], today: dict[str, Any], where: str = "") -> list[str]:
    """Every way in which today's schema breaks a reader or a stored event of the published one."""
    found = _requirements(published, today, where)
    for name, old in published.get("properties", {}).items():
        new = today.get("properties", {}).get(name)
        if new is None:
            found.append(f"{where}{name}: field removed")
        else:
            found += _shape(old, new, f"{where}{name}")
    for name, old in published.get("$defs", {}).items():
        new = today.get("$defs", {}).get(name)
        found += [f"{name}: definition removed"] if new is None else breaks(old, new, f"{name}.")
    return found


def _requirements(published: dict[str, Any], today: dict[str, Any], where: str) -> list[str]:
    old, new = set(published.get("required", [])), set(today.get("required", []))
    added = [f"{where}{name}: newly required, so stored events no longer fit" for name in sorted(new - old)]
    return added + [f"{where}{name}: no longer required, so readers miss it" for name in sorted(old - new)]


def _shape(old: dict[str, Any], new: dict[str, Any], where: str) -> list[str]:
    keys = ("type", "enum", "const", "format", "$ref", "anyOf", "items", "minimum", "minLength", "minItems")
    return [f"{where}: {key} changed" for key in keys if old.get(key) != new.get(key)]
