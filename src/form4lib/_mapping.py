"""A small immutable mapping, and one whose items are worked out when they are first looked at.

Contract: a `FrozenMap` is a `Mapping` that keeps the order it was made with, never changes,
and is hashable and picklable whenever its values are. It equals any mapping with the same items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

__all__ = ["DeferredMap", "FrozenMap"]

K = TypeVar("K")
V = TypeVar("V")


class FrozenMap(Mapping[K, V], Generic[K, V]):
    """An immutable, hashable, picklable mapping, in the order of the items it was made from.

    >>> FrozenMap({"shares": ("1",)})["shares"]
    ('1',)
    """

    __slots__ = ("_items",)
    _items: dict[K, V]

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        object.__setattr__(self, "_items", dict(items))

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self._items.items()),)

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"


class DeferredMap(FrozenMap[K, V]):
    """A `FrozenMap` that makes its items when it is first asked for one.

    Evidence costs more than the values it belongs to, and most readers of many filings look at the
    evidence of few. Pickled, it is a `FrozenMap` of its items.

    Args:
        make: the same arguments always give the same items.
        arguments: what `make` is called with.
    """

    __slots__ = ("_recipe",)
    _recipe: tuple[Callable[..., Mapping[K, V]], tuple[Any, ...]] | None

    def __init__(self, make: Callable[..., Mapping[K, V]], *arguments: object) -> None:
        object.__setattr__(self, "_recipe", (make, arguments))

    def __getattr__(self, name: str) -> dict[K, V]:
        if name != "_items":  # only the slot that is still empty is made here
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
        recipe = self._recipe
        if recipe is not None:  # else another thread has just made them
            make, arguments = recipe
            object.__setattr__(self, "_items", dict(make(*arguments)))
            object.__setattr__(self, "_recipe", None)
        items: dict[K, V] = object.__getattribute__(self, "_items")
        return items

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenMap, (tuple(self._items.items()),)
