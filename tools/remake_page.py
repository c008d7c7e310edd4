"""One page of the corpus with other values.

Takes a `Base`, a page with its truth and its record, and a `Pool` of what other filings say. Gives the page with its
values drawn anew, and the truth of that: every edit stands where the record's evidence says that the value does.
"""

from __future__ import annotations

import copy
import html
import random
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

Span = tuple[int, int]
Edit = tuple[int, int, str]
Values = dict[str, Any]

TABLES = ("non_derivative", "derivative")
IN_TRUTH = {
    "price_per_share": "price",
    "shares_owned_following": "owned_following",
    "conversion_or_exercise_price": "exercise_price",
    "underlying_security_title": "underlying_title",
    "underlying_security_shares": "underlying_shares",
}
"""What the truth calls a field that it calls otherwise than the record."""
AMOUNTS = ("shares", "shares_owned_following", "underlying_security_shares")
PRICES = ("price_per_share", "conversion_or_exercise_price")
DATES = ("transaction_date", "deemed_execution_date", "exercise_date", "expiration_date")
TEXTS = ("security_title", "underlying_security_title", "nature_of_ownership")
SCALES = (1, 1, 1, 2, 3, 4, 6, 7, 9, 12)
NUMBER = re.compile(r"\d[\d,]*\.?\d*|\.\d+")
DATE = re.compile(r"\d\d/\d\d/\d{4}")
_MARK = re.compile(r"\W*\d+\W*")
_ROW = re.compile(r"<tr\b")


class Base(NamedTuple):
    """A page of the corpus, its truth, and its record."""

    text: str
    truth: Values
    parsed: Values


class Pool(NamedTuple):
    """What filings of one fold say, to draw from."""

    issuers: list[tuple[str | None, str | None]]
    titles: dict[str, list[str]]
    """Of each table."""
    underlying: list[str]
    natures: list[str]
    owners: dict[int, list[str]]
    """Names, by the number of their words."""
    officers: list[str]
    addresses: list[tuple[str | None, ...]]


ADDRESS = (("street1", "street1", 0), ("street2", "street2", 1), ("city", "city", 2), ("zip", "zip_code", 4))


def pool_of(truths: list[Values]) -> Pool:
    """All that these filings say."""
    owners: dict[int, set[str]] = {}
    for owner in (o for t in truths for o in t["owners"]):
        owners.setdefault(len(owner["name"].split()), set()).add(owner["name"])

    def said(table: str, key: str) -> set[str]:
        return {r[key] for t in truths for r in t[table] if r[key] is not None}

    keys = ("street1", "street2", "city", "state", "zip")
    return Pool(
        sorted({(t["issuer_name"], t["issuer_ticker"]) for t in truths}, key=str),
        {table: sorted(said(table, "security_title"), key=str) for table in TABLES},
        sorted(said("derivative", "underlying_title"), key=str),
        sorted(said("non_derivative", "nature_of_ownership") | said("derivative", "nature_of_ownership"), key=str),
        {n: sorted(names) for n, names in owners.items()},
        sorted({o["officer_title"] for t in truths for o in t["owners"] if o["officer_title"]}),
        sorted({tuple(o[k] for k in keys) for t in truths for o in t["owners"]}, key=str),
    )


def printed(value: Decimal, like: str) -> str:
    """The amount with as many decimals as the form printed there, and with commas where it has them."""
    grouped = "," in like or value < 1000 or len(like.split(".")[0]) <= 3
    return f"{value:,.{_decimals(like)}f}" if grouped else f"{value:.{_decimals(like)}f}"


def _decimals(like: str) -> int:
    return len(like.split(".")[1]) if "." in like else 0


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


class Remade:
    """One page with other values."""

    def __init__(self, base: Base, pool: Pool, rng: random.Random, *, addresses: bool) -> None:
        self.text, self.parsed, self.pool, self.rng = base.text, base.parsed, pool, rng
        self.truth: Values = copy.deepcopy(base.truth)
        self.addresses = addresses
        self.edits: list[Edit] = []
        self.drawn: dict[str, dict[str, str]] = {}
        self.scale = rng.choice(SCALES)
        self.ratio = Decimal(str(round(rng.uniform(0.3, 3), 2)))
        self.shift = timedelta(7 * rng.randint(-60, 60))
        bounds = [self.bounds(table, i) for table in TABLES for i in range(len(self.parsed[table]))]
        self.rows = [b for b in bounds if b is not None]

    def make(self) -> tuple[str, Values]:
        """The page and its truth; ValueError where two edits overlap."""
        self._head()
        for table in TABLES:
            if len(self.truth[table]) == len(self.parsed[table]):
                self._table(table)
        return self._render((0, len(self.text)), self.edits), self.truth

    def span(self, path: str, pattern: re.Pattern[str] | None = None) -> Span | None:
        """Where the value stands; with a pattern, what of it matches."""
        spans = (self.parsed["evidence"].get(path) or {}).get("spans") or []
        if pattern is None:
            words = [1 for a, b in spans if not _MARK.fullmatch(self.text[a:b])]
            whole = spans and "<" not in self.text[slice(*spans[0])] and len(words) <= 1
            return tuple(spans[0]) if whole else None
        for a, b in spans:
            found = list(pattern.finditer(self.text, a, b))
            if found:
                match = found[-1] if len(found) == 1 or pattern is DATE else found[0]
                return match.span()
        return None

    def bounds(self, table: str, index: int) -> Span | None:
        """The tags of the row that the values of a row stand in."""
        mine = [e["spans"] for p, e in self.parsed["evidence"].items() if p.startswith(f"{table}[{index}].")]
        spans = [span for held in mine for span in held]
        if not spans:
            return None
        start = self.text.rfind("<tr", 0, min(a for a, _ in spans))
        stop = self.text.find("</tr>", max(b for _, b in spans))
        if start < 0 or stop < 0 or len(_ROW.findall(self.text[start:stop])) != 1:
            return None
        return start, stop + len("</tr>")

    def _everywhere(self, span: Span, new: str) -> None:
        """Put it where the text stands, and wherever else it does outside the tables: the owners are listed twice."""
        old = self.text[slice(*span)]
        for match in re.finditer(rf"(?<=[>\s]){re.escape(old)}(?=[<\s,])", self.text):
            taken = [*self.rows, *[(a, b) for a, b, _ in self.edits]]
            if not any(a < match.end() and match.start() < b for a, b in taken):
                self.edits.append((*match.span(), _escape(new)))
        if not any(a <= span[0] and span[1] <= b for a, b, _ in self.edits):
            raise ValueError(f"{old!r} was not put in place")

    def _render(self, bounds: Span, edits: list[Edit]) -> str:
        out, at = [], bounds[0]
        for start, stop, new in sorted(edits):
            if start < at or stop > bounds[1]:
                raise ValueError("edits overlap")
            out += [self.text[at:start], new]
            at = stop
        return "".join([*out, self.text[at : bounds[1]]])

    def _move_date(self, path: str, holder: Values, key: str, edits: list[Edit]) -> None:
        value = holder.get(key)
        if not value or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return
        span = self.span(path, DATE)
        if span is not None:
            moved = date.fromisoformat(value) + self.shift
            edits.append((*span, moved.strftime("%m/%d/%Y")))
            holder[key] = moved.isoformat()

    def _head(self) -> None:
        truth = self.truth
        if self.rng.random() < 0.9 and truth["issuer_name"] and truth["issuer_ticker"]:
            self._issuer()
        self._move_date("period_of_report", truth, "period_of_report", self.edits)
        if len(truth["owners"]) == 1:
            self._owner(truth["owners"][0])
        for i, signature in enumerate(truth["signatures"]):
            self._move_date(f"signatures[{i}].date", signature, "date", self.edits)

    def _issuer(self) -> None:
        truth = self.truth
        name, ticker = self.rng.choice(self.pool.issuers)
        at, ticker_at = self.span("issuer.name"), self.span("issuer.trading_symbol")
        if not (name and ticker and at and ticker_at) or self.text[slice(*at)] != _escape(truth["issuer_name"]):
            return
        raw = self.text[slice(*ticker_at)]
        if truth["issuer_ticker"] in raw:
            self.edits.append((*at, _escape(name)))
            self.edits.append((*ticker_at, raw.replace(truth["issuer_ticker"], html.escape(ticker))))
            truth["issuer_name"], truth["issuer_ticker"] = name, ticker

    def _owner(self, owner: Values) -> None:
        old, path = owner["name"], "reporting_owners[0]"
        words, span = old.split(), self.span(f"{path}.name")
        if span and self.text[slice(*span)] == old and self.pool.owners.get(len(words)):
            owner["name"] = self.rng.choice(self.pool.owners[len(words)])
            self._everywhere(span, owner["name"])
            self._sign(words, owner["name"].split())
        if owner["officer_title"] and self.pool.officers:
            span = self.span(f"{path}.relationship.officer_title")
            if span and self.text[slice(*span)] == _escape(owner["officer_title"]):
                owner["officer_title"] = self.rng.choice(self.pool.officers)
                self._everywhere(span, owner["officer_title"])
        for key, field, place in ADDRESS if self.addresses else ():
            span = self.span(f"{path}.address.{field}")
            raw = self.text[slice(*span)] if span else ""
            if span and owner[key] and raw.rstrip(",") == owner[key]:
                others = [a[place] for a in self.pool.addresses if a[place]]
                if others and self.rng.random() < 0.8:
                    owner[key] = self.rng.choice(others)
                    self._everywhere((span[0], span[1] - raw.endswith(",")), str(owner[key]))

    def _sign(self, old: list[str], new: list[str]) -> None:
        """Put the new name into signatures that have two words of the old one or more."""
        names = {_plain(a): b for a, b in zip(old, new, strict=True)}
        for i, signature in enumerate(self.truth["signatures"]):
            span, said = self.span(f"signatures[{i}].name"), signature["name"]
            if not span or not said or self.text[slice(*span)] != said:
                continue
            words = said.split()
            if sum(_plain(word) in names for word in words) < 2:
                continue
            signature["name"] = " ".join(
                _in_case(word, names[_plain(word)]) if _plain(word) in names else word for word in words
            )
            self.edits.append((*span, _escape(signature["name"])))

    def _table(self, table: str) -> None:
        rows = self.truth[table]
        shifts, dropped = self._shifts(table), self._dropped(len(rows))
        out: list[Values] = []
        for i, row in enumerate(rows):
            bounds = self.bounds(table, i)
            if bounds is None:
                out.append(row)
            elif i in dropped:
                self.edits.append((*bounds, ""))
            else:
                edits, changed = self._row(f"{table}[{i}]", table, row, shifts[_account(row)])
                parted = self.rng.random() < 0.25 and len(rows) < 30
                lots = self._lots(f"{table}[{i}]", row, edits, changed) if parted else None
                ways = lots or [(edits, changed)]
                self.edits.append((*bounds, "\n".join(self._render(bounds, held) for held, _ in ways)))
                out += [held for _, held in ways]
        self.truth[table] = out

    def _shifts(self, table: str) -> dict[tuple[str, ...], Decimal]:
        """By how much the balances of each account are moved."""
        accounts: dict[tuple[str, ...], list[str | None]] = {}
        for row in self.truth[table]:
            accounts.setdefault(_account(row), []).append(row["owned_following"])
        out = {}
        for account, held in accounts.items():
            owned = [Decimal(x) for x in held if x is not None]
            whole = len(owned) == len(held) and all(x > 0 and x == x.to_integral() for x in owned)
            moved = whole and table == "non_derivative" and self.rng.random() < 0.6
            out[account] = Decimal(self.rng.randint(0, int(max(owned)) * self.scale)) if moved else Decimal(0)
        return out

    def _dropped(self, rows: int) -> range:
        """The first rows or the last."""
        if rows <= 2 or self.rng.random() >= 0.35:
            return range(0)
        count = self.rng.randint(1, rows - 1)
        return range(count) if self.rng.random() < 0.5 else range(rows - count, rows)

    def _row(self, path: str, table: str, row: Values, shift: Decimal) -> tuple[list[Edit], Values]:
        edits: list[Edit] = []
        new: Values = copy.deepcopy(row)
        for field in AMOUNTS:
            self._number(path, field, row, new, edits, shift if field == "shares_owned_following" else Decimal(0))
        for field in PRICES:
            self._price(path, field, row, new, edits)
        for field in DATES:
            self._move_date(f"{path}.{field}", new, IN_TRUTH.get(field, field), edits)
        for field in TEXTS:
            key = IN_TRUTH.get(field, field)
            span = self.span(f"{path}.{field}")
            if not row.get(key) or span is None or self.text[slice(*span)] != _escape(row[key]):
                continue
            new[key] = self._redrawn(table if field == "security_title" else key, row[key])
            edits.append((*span, _escape(new[key])))
        return edits, new

    def _redrawn(self, kind: str, old: str) -> str:
        """Another text of the kind; the same for the same text."""
        pool = {
            **self.pool.titles,
            "underlying_title": self.pool.underlying,
            "nature_of_ownership": self.pool.natures,
        }[kind]
        drawn = self.drawn.setdefault(kind, {})
        if old not in drawn:
            left = [x for x in pool if x not in drawn.values()] or pool
            drawn[old] = self.rng.choice(left) if self.rng.random() < 0.85 else old
        return drawn[old]

    def _amount_at(self, path: str, field: str, row: Values) -> tuple[Span, str, Decimal] | None:
        """Where an amount stands that is printed as the truth has it, how, and what it is."""
        value = row.get(IN_TRUTH.get(field, field))
        span = self.span(f"{path}.{field}", NUMBER)
        if value is None or span is None:
            return None
        raw = self.text[slice(*span)]
        return (span, raw, Decimal(value)) if Decimal(raw.replace(",", "")) == Decimal(value) else None

    def _number(self, path: str, field: str, row: Values, new: Values, edits: list[Edit], shift: Decimal) -> None:
        if (found := self._amount_at(path, field, row)) is not None:
            span, raw, value = found
            value = value * self.scale + (shift if value > 0 else 0)
            edits.append((*span, printed(value, raw)))
            new[IN_TRUTH.get(field, field)] = str(value)

    def _price(self, path: str, field: str, row: Values, new: Values, edits: list[Edit]) -> None:
        if (found := self._amount_at(path, field, row)) is not None and found[2]:
            span, raw, value = found
            value = max(round(value * self.ratio, _decimals(raw)), Decimal(1).scaleb(-_decimals(raw)))
            edits.append((*span, printed(value, raw)))
            new[IN_TRUTH[field]] = str(value)

    def _lots(self, path: str, row: Values, edits: list[Edit], new: Values) -> list[tuple[list[Edit], Values]] | None:
        """The transaction as two lots, each with its balance and a price near the other's."""
        if row["kind"] != "transaction" or row["acquired_disposed"] not in ("A", "D"):
            return None
        if new["shares"] is None or new["owned_following"] is None:
            return None
        shares, owned = Decimal(new["shares"]), Decimal(new["owned_following"])
        if shares < 10 or shares != shares.to_integral():
            return None
        first = Decimal(self.rng.randint(1, int(shares) - 1))
        between = owned - (shares - first) * (1 if row["acquired_disposed"] == "A" else -1)
        if between < 0:
            return None
        return [
            self._lot(path, shares, amount, balance, edits, new)
            for amount, balance in ((first, between), (shares - first, owned))
        ]

    def _lot(
        self, path: str, whole: Decimal, amount: Decimal, owned: Decimal, edits: list[Edit], new: Values
    ) -> tuple[list[Edit], Values]:
        lot, mine = copy.deepcopy(new), {(a, b): text for a, b, text in edits}

        def put(field: str, value: Decimal) -> None:
            span = self.span(f"{path}.{field}", NUMBER)
            if span is not None:
                mine[span] = printed(value, self.text[slice(*span)])
                lot[IN_TRUTH.get(field, field)] = str(value)

        put("shares", amount)
        put("shares_owned_following", owned)
        if lot.get("underlying_shares") and Decimal(lot["underlying_shares"]) == whole:
            put("underlying_security_shares", amount)
        span = self.span(f"{path}.price_per_share", NUMBER)
        if span is not None and lot.get("price") and Decimal(lot["price"]):
            decimals = _decimals(self.text[slice(*span)])
            price = round(Decimal(lot["price"]) * Decimal(str(self.rng.uniform(0.97, 1.03))), decimals)
            put("price_per_share", max(price, Decimal(1).scaleb(-decimals)))
        return [(a, b, text) for (a, b), text in mine.items()], lot


def _plain(word: str) -> str:
    return word.lower().strip(".,")


def _in_case(old: str, new: str) -> str:
    return new.upper() if old.isupper() and len(old) > 2 else new.title()


def _account(row: Values) -> tuple[str, ...]:
    return row["security_title"], row["ownership"], row["nature_of_ownership"]
