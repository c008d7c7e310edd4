"""Stage 5g: words that lost their place.

Takes the rows of a table read in the order of the text, and the words that no column took. Where pages lose
their reading order, a row's title may stand behind its last cell, or its D on the next line: a column that a
row cannot be without takes the nearest stray word that is one as printed. Two amounts that changed places are
put back. Every value so found says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest

import attrs

from ..spec.lexicon import NATURE_STARTS, TITLE_WORDS
from ..spec.tables import FORM, MONEY, NUMBER
from ._atoms import Reading, readings
from ._cells import Cell, RowReading, join_words
from ._chunks import Chunk, is_whole_title
from ._labels import squeeze
from ._lines import is_celled
from ._page import LINE, Word
from ._parted import part_titles
from ._raised import is_amount
from ._titles import CUT_OUT, is_junk
from ._wraps import title_tail

_PRINTED = 0.3
"""What is read as printed costs less."""
_STRAY = 1.2
"""What it costs a value that it was found out of its place."""
_REACH = 14
"""Words between a row and a stray one that may be its own."""
_LONGEST = 4
"""Lines of a title."""
_WANTED: tuple[tuple[str, str], ...] = (
    ("shares_owned_following", NUMBER),
    ("underlying_security_shares", NUMBER),
    ("direct_or_indirect", FORM),
    ("price_per_share", MONEY),
    ("conversion_or_exercise_price", MONEY),
    ("shares", NUMBER),
)
_AS_PRINTED = frozenset(("shares",))
"""What is taken only where no scan has left its specks: there the amount of another row may have lost its row."""
_OF_TRANSACTIONS = frozenset(("price_per_share", "shares"))
_TITLE = "security_title"
_DOTTED = re.compile(r"\d[\d,]*\.\d{1,4}")
_LEAST_AMOUNT = 1000
_MOST_PRICE = 20000
_NO_PRICE = 200000
"""No share has been sold at so much but for Berkshire's, whose amounts owned are whole."""


def _runs(words: list[Word], taken: set[int]) -> list[list[Word]]:
    """The stray words as lines of text."""
    out: list[list[Word]] = []
    last = -2
    for i, word in enumerate(words):
        if id(word) in taken:
            continue
        if not out or word.gap >= LINE or i != last + 1:
            out.append([])
        out[-1].append(word)
        last = i
    return out


def _is_title(run: list[Word]) -> bool:
    plain = [squeeze(w.text) for w in run if any(c.isalpha() for c in w.text)]
    if not plain or plain[0] in NATURE_STARTS - TITLE_WORDS:
        return False
    return sum(p in TITLE_WORDS for p in plain) * 3 >= len(plain) * 2 and any(len(p) > 3 for p in plain)


def _printed(word: Word, kind: str) -> Reading | None:
    """The word as a value of the kind, as printed; amounts with their signs only."""
    return next((r for r in readings(word.text) if r.kind == kind and r.cost < _PRINTED), None)


def _dotted(word: Word) -> Reading | None:
    """`7.26` as a price, whose dollar sign stands by itself elsewhere."""
    return (
        next((r for r in readings(f"${word.text}") if r.kind == MONEY and r.cost < _PRINTED), None)
        if _DOTTED.fullmatch(word.text)
        else None
    )


def _bounds(row: RowReading, places: dict[int, int]) -> tuple[int, int] | None:
    at = [places[id(w)] for c in row.cells.values() for w in c.words if id(w) in places]
    return (min(at), max(at)) if at else None


def _distance(bounds: tuple[int, int], place: int) -> int:
    return 0 if bounds[0] <= place <= bounds[1] else min(abs(place - bounds[0]), abs(place - bounds[1]))


def _lacks(row: RowReading, field: str) -> bool:
    cell = row.cells.get(field)
    return cell is not None and cell.value is None and not cell.marks


def _take_titles(rows: list[RowReading], words: list[Word], taken: set[int], places: dict[int, int]) -> None:
    runs = [run for run in _runs(words, taken) if _is_title(run)]
    for row in rows:
        bounds = _bounds(row, places)
        if bounds is None or not _lacks(row, "security_title"):
            continue
        near = [run for run in runs if _distance(bounds, places[id(run[0])]) <= _REACH]
        if not near:
            continue
        run = min(near, key=lambda r: _distance(bounds, places[id(r[0])]))
        runs.remove(run)
        row.cells["security_title"] = Cell(join_words(run), run, _STRAY)
        taken.update(id(w) for w in run)


def _titles_in(words: list[Word]) -> Iterator[list[Word]]:
    """The whole titles that stand in lines of their own."""
    lines = _runs(words, set())
    at = 0
    while at < len(lines):
        for stop in range(min(len(lines), at + _LONGEST), at, -1):
            title = [w for line in lines[at:stop] for w in line]
            if all(map(_is_title, lines[at:stop])) and is_whole_title(Chunk(tuple(title), True).keys):
                yield title
                at = stop - 1
                break
        at += 1


def _part_natures(rows: list[RowReading], places: dict[int, int], *, printed: bool) -> None:
    """`By Living Trust / Common Stock`: a title read on behind the last cell of a row; where all stands as `printed`,
    of another row, too, and in place of what was taken for the title, such as `Fund IV, L.P.`
    """
    for row in rows if printed else ():
        _cut_nature(row)
    natures = [cell for row in rows if (cell := row.cells.get("nature_of_ownership")) and len(cell.words) > 1]
    found = [(cell, title) for cell in natures for title in _titles_in(cell.words)]
    for row in rows if found else ():
        bounds, title = _bounds(row, places), row.cells.get("security_title")
        if bounds is None or title is None or (title.marks if title.value is None else _is_title(title.words)):
            continue
        own = row.cells["nature_of_ownership"]
        near = found if printed else [pair for pair in found if pair[0] is own and title.value is None]
        if not near:
            continue
        nature, words = pair = min(near, key=lambda pair: _distance(bounds, places[id(pair[1][0])]))
        found.remove(pair)
        row.cells["security_title"] = Cell(join_words(words), words, _STRAY)
        moved = {id(w) for w in words}
        _refill(nature, [w for w in nature.words if id(w) not in moved])
        _refill(own, sorted([*own.words, *title.words], key=lambda w: w.start))


def _cut_nature(row: RowReading) -> None:
    """`Common Stock by Trust`: a nature of ownership read on behind a whole title."""
    title, nature = row.cells.get("security_title"), row.cells.get("nature_of_ownership")
    words = title.words if title is not None else []
    for at in range(1, len(words)):
        ends = is_whole_title(Chunk(tuple(words[:at]), True).keys)
        if ends and squeeze(words[at].text) in NATURE_STARTS - TITLE_WORDS:
            row.cells["security_title"] = Cell(join_words(words[:at]), words[:at], _STRAY)
            if nature is not None:
                _refill(nature, sorted([*nature.words, *words[at:]], key=lambda w: w.start))
            return


def _refill(nature: Cell, words: list[Word]) -> None:
    if words != nature.words:
        nature.value, nature.words, nature.cost = join_words(words) or None, words, nature.cost + _STRAY / 2


def _end_titles(rows: list[RowReading]) -> None:
    """`Common Stock, par value`, and `$0.0001 per share footnote` as its nature: the end of the title read on; or, as
    the beginning of the next title, `limited partner interests Common Units representing`."""
    for row, following in zip_longest(rows, rows[1:]):
        title = row.cells.get("security_title")
        last = _open_end(title) if title is not None else 0
        if title is None or not last:
            continue
        for other, name in ((row, "nature_of_ownership"), (following, "security_title")):
            cell = other.cells.get(name) if other is not None else None
            starts = range(len(cell.words) if other is row else 1) if cell is not None and cell.words else ()
            at = next((i for i in starts if cell and title_tail(cell.words[i:])), None)
            if other is None or cell is None or at is None:
                continue
            stop = at + title_tail(cell.words[at:])
            words = [*title.words[:last], *cell.words[at:stop]]
            rest = [*(title.words[last:] if other is row else ()), *cell.words[:at], *cell.words[stop:]]
            if other is row or rest:
                cost = title.cost + _STRAY / 2
                row.cells["security_title"] = attrs.evolve(title, value=join_words(words), words=words, cost=cost)
                other.cells[name] = attrs.evolve(cell, value=join_words(rest) or None, words=rest)
                break


def _open_end(title: Cell) -> int:
    """Where a title ends with which another line must go on; 0 where it is whole."""
    last = next((i for i in range(len(title.words), 0, -1) if not is_junk(title.words[i - 1])), 0)
    return last if last and squeeze(title.words[last - 1].text.split()[-1]) in _OPEN_TITLES else 0


def _shed_amounts(rows: list[RowReading]) -> None:
    """`223 Class A Common Stock`: the number of shares, read before the title of a row that lacks it."""
    for row in rows:
        title, shares = row.cells.get("security_title"), row.cells.get("shares")
        if title is None or shares is None or shares.value is not None or len(title.words) < _LEAST_TITLE:
            continue
        first = title.words[0]
        if not row.is_transaction or not is_amount(first.text) or not _is_title(title.words[1:]):
            continue
        words = title.words[1:]
        row.cells["security_title"] = attrs.evolve(title, value=join_words(words), words=words)
        value = _printed(first, NUMBER)
        if value is not None:
            row.cells["shares"] = Cell(value.value, [first, *shares.words], value.cost + _STRAY, shares.marks)


_LEAST_TITLE = 3
_OPEN_TITLES = frozenset(("par", "value", "representing"))
"""With these a title goes on."""


def _take_values(
    row: RowReading, words: list[Word], taken: set[int], places: dict[int, int], pieces: set[int] | None
) -> None:
    """Give a row values that stand near it; `pieces`: where those of values stand, None where specks are left."""
    bounds = _bounds(row, places)
    if bounds is None:
        return
    within = words[max(0, bounds[0] - _REACH) : bounds[1] + _REACH + 1]
    for field, kind in _WANTED:
        if not _lacks(row, field) or (field in _OF_TRANSACTIONS and not row.is_transaction):
            continue
        free = [w for w in within if id(w) not in taken and _distance(bounds, places[id(w)]) <= _REACH]
        whole = [w for w in free if pieces is not None and w.start not in pieces]
        found = [(w, r) for w in (whole if field in _AS_PRINTED else free) if (r := _printed(w, kind))]
        if kind == MONEY and not found and any(w.text == "$" for w in whole):
            found = [(w, r) for w in whole if (r := _dotted(w))]
        if found:
            word, reading = min(found, key=lambda item: _distance(bounds, places[id(item[0])]))
            row.cells[field] = Cell(reading.value, [word], reading.cost + _STRAY, reading.marks)
            taken.add(id(word))


def _put_back(row: RowReading) -> None:
    """A price of 27,131,565 and 28.76 owned: the two changed places."""
    price, owned = row.cells.get("price_per_share"), row.cells.get("shares_owned_following")
    if price is None or owned is None or not isinstance(price.value, Decimal):
        return
    if owned.value is None and not owned.marks and _is_sign_apart(price):
        row.cells["shares_owned_following"] = attrs.evolve(price, cost=price.cost + _STRAY)
        row.cells["price_per_share"] = Cell(state="missing")
        return
    if not isinstance(owned.value, Decimal):
        return
    signed = any(w.text[0] == "$" and not w.more for w in price.words)
    if (
        (signed and price.value < _NO_PRICE)
        or owned.value == owned.value.to_integral_value()
        or owned.value > _MOST_PRICE
    ):
        return
    if price.value >= _LEAST_AMOUNT and price.value == price.value.to_integral_value():
        note = ("price and amount owned stand in each other's place",)
        row.cells["price_per_share"] = attrs.evolve(owned, cost=owned.cost + _STRAY, state="repaired", repairs=note)
        row.cells["shares_owned_following"] = attrs.evolve(
            price, cost=price.cost + _STRAY, state="repaired", repairs=note
        )


def _is_sign_apart(cell: Cell) -> bool:
    """`$ 244,513`: a price of which only the sign is left, and the amount owned behind it."""
    word = cell.words[0]
    apart = word.size > len(word.text) or bool(word.more)
    return apart and word.text[0] == "$" and "," in word.text and "." not in word.text


_NEAR = Decimal("1.25")
"""Prices of one security on neighbouring days: 396 of 397 stand within 25 % of each other."""


def _close(a: Decimal, b: Decimal) -> bool:
    return bool(a and b) and a <= b * _NEAR and b <= a * _NEAR


def refit_prices(rows: list[RowReading]) -> None:
    """`35.4854` between prices of 5.4: the dollar sign was read as a 3. Only where neighbours say so."""
    priced = [
        (r, c)
        for r in rows
        if (c := r.cells.get("price_per_share")) is not None and isinstance(c.value, Decimal) and c.words
    ]
    for i, (row, cell) in enumerate(priced):
        word = cell.words[0].text
        code = row.value("transaction_code")
        near = [
            c.value
            for r, c in (*priced[max(0, i - 2) : i], *priced[i + 1 : i + 3])
            if isinstance(c.value, Decimal) and c.value and (cell.value or r.value("transaction_code") == code)
        ]
        if (
            "$" in word
            or len(near) < 1
            or not isinstance(cell.value, Decimal)
            or any(_close(cell.value, n) for n in near)
        ):
            continue
        others = [
            r
            for r in readings(word)
            if r.kind == MONEY
            and isinstance(r.value, Decimal)
            and sum(_close(r.value, n) for n in near) * 2 > len(near)
        ]
        if others:
            best = min(others, key=lambda r: r.cost)
            note = f"read {word!r} as {best.value}, not {cell.value}, as prices of neighbouring rows are near it"
            row.cells["price_per_share"] = attrs.evolve(
                cell, value=best.value, cost=best.cost, state="repaired", repairs=(note,)
            )


def give_titles(rows: list[RowReading], titles: list[list[Word]]) -> None:
    """Give the rows that have no title those that stand elsewhere, in their order."""
    lacking = [row for row in rows if row.value(_TITLE) is None or not _is_title(row.cells[_TITLE].words)]
    texts = {join_words(words) for words in titles}
    if len(texts) == 1 and len(titles) == len(rows):
        titles = titles[: len(lacking)]
    if len(lacking) == len(titles):
        for row, words in zip(lacking, titles, strict=True):
            row.cells[_TITLE] = Cell(join_words(words), words, _STRAY)


def gather_strays(rows: list[RowReading], words: list[Word], *, printed: bool) -> None:
    """Give rows what they lack from the words that no column took."""
    places = {id(w): i for i, w in enumerate(words)}
    taken = {id(w) for row in rows for c in row.cells.values() for w in c.words}
    # `$` and `7.26` of two lines are one word of a cell by now
    held = [w for row in rows for c in row.cells.values() for w in c.words]
    pieces = {at for w in held for at in (w.start, *(start for start, _ in w.more))}
    _part_natures(rows, places, printed=printed)
    _end_titles(rows)
    _shed_amounts(rows)
    _take_titles(rows, words, taken, places)
    for row in rows:
        _take_values(row, words, taken, places, pieces if printed else None)
        _put_back(row)
        title = row.cells.get(_TITLE)
        if title is not None and title.words and squeeze(title.words[0].text) in NATURE_STARTS - TITLE_WORDS:
            title.cost = max(title.cost, CUT_OUT)  # `By trust` is a nature of ownership
    if not is_celled(words):
        part_titles(rows, words)


__all__ = ["gather_strays", "give_titles", "refit_prices"]
