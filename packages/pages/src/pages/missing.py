"""What a template gets for something that is not there."""

from collections.abc import Iterator, Mapping

from jinja2 import Undefined


class Missing(Undefined):
    """A key that a mapping lacks is nothing (`errors.phrase`); an unknown name or attribute is a mistake and raises."""

    def _is_lacking_key(self) -> bool:
        return isinstance(self._undefined_obj, Mapping)

    def __bool__(self) -> bool:
        """False for a lacking key."""
        return False if self._is_lacking_key() else self._fail_with_undefined_error()

    def __str__(self) -> str:
        """Empty for a lacking key."""
        return "" if self._is_lacking_key() else str(self._fail_with_undefined_error())

    def __iter__(self) -> Iterator[object]:
        """Nothing to walk over for a lacking key."""
        return iter(()) if self._is_lacking_key() else self._fail_with_undefined_error()

    __hash__ = Undefined.__hash__

    def __eq__(self, other: object) -> bool:
        """Equal to nothing that is there."""
        return isinstance(other, Missing) if self._is_lacking_key() else self._fail_with_undefined_error()
