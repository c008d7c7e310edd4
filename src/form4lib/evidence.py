"""Where a value comes from, and what the library has to say about a filing.

Contract: `Evidence` ties one value to the text it was read from; a `Diagnostic` tells of doubt,
loss or tolerance. Codes are stable: `DIAGNOSTIC_CODES` is the one table of them, and a
diagnostic's severity is the table's.
"""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple, get_args

import attrs

from ._mapping import FrozenMap

__all__ = [
    "DIAGNOSTIC_CODES",
    "STATES",
    "Box",
    "CodeInfo",
    "Diagnostic",
    "Evidence",
    "Severity",
    "Span",
    "State",
    "diagnostic",
]

Span = tuple[int, int]
"""Start and end of a piece of the text as it was passed in: `text[start:end]`."""

Box = tuple[int, float, float, float, float]
"""A place on a PDF page: page number, x0, top, x1, bottom, the last four in points."""

State = Literal["read", "repaired", "blank", "missing", "unreadable", "ambiguous", "inferred", "corrected"]
"""How a value came about.

`read`: as printed. `repaired`: changed, see `Evidence.repairs`. `blank`: the cell is there and is
empty. `missing`: no place for it was found. `unreadable`: something is there and no value could
be made of it. `ambiguous`: more than one reading; the value is the likelier one, or None.
`inferred`: not printed, or not legible; derived from what `Evidence.repairs` names.
`corrected`: set by a person.
"""

Severity = Literal["info", "warning", "error"]
"""`info`: a tolerance was used. `warning`: doubt or loss. `error`: a part could not be read."""

STATES: tuple[State, ...] = get_args(State)


class Bounds(NamedTuple):
    """The least and the greatest value a number may have."""

    least: float
    greatest: float


@attrs.frozen(kw_only=True, slots=True)
class Evidence:
    """Where one value comes from and how sure its reading is.

    Attributes:
        spans: pairs of start and end in the text as it was passed in, in reading order; a wrapped
            cell has several. For a PDF they index `Filing.source_text`.
        raw: the slices that `spans` names, joined by one space.
        confidence: 0 to 1; of the values given at 0.9, nine in ten are right.
        state: how the value came about, see `State`.
        repairs: each says what was changed and why, or what a value was inferred from.
        boxes: for a PDF, where on the pages the spans stand: page, x0, top, x1, bottom in points.
    """

    spans: tuple[Span, ...] = ()
    raw: str = ""
    confidence: Annotated[float, Bounds(0, 1)] = 1.0
    state: State = "read"
    repairs: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()


@attrs.frozen(kw_only=True, slots=True)
class Diagnostic:
    """One thing the library has to say about a filing.

    Attributes:
        code: a stable name, one of `DIAGNOSTIC_CODES`.
        severity: `info`, `warning` or `error`.
        message: what was met in this filing, for a person to read.
        path: the value, row or table it is about, such as `non_derivative[0].shares`;
            '' for the whole filing.
        spans: where in the text, as in `Evidence.spans`.
    """

    code: str
    severity: Severity
    message: str
    path: str = ""
    spans: tuple[Span, ...] = ()


@attrs.frozen(kw_only=True, slots=True)
class CodeInfo:
    """What a diagnostic code stands for.

    Attributes:
        severity: the severity of every diagnostic of this code.
        meaning: what it says about the filing.
        what_to_do: what a reader of the record does about it.
    """

    severity: Severity
    meaning: str
    what_to_do: str


DIAGNOSTIC_CODES: FrozenMap[str, CodeInfo] = FrozenMap(
    {
        "label_fuzzy": CodeInfo(
            severity="info",
            meaning="A printed label of the form was recognised although some of its letters differ.",
            what_to_do="Nothing; the text is probably from OCR or a lossy converter.",
        ),
        "value_repaired": CodeInfo(
            severity="info",
            meaning="A value was changed from what the text has, for example a lost decimal point put back.",
            what_to_do="Read the evidence's repairs; check the value where it matters.",
        ),
        "amendment_inferred": CodeInfo(
            severity="info",
            meaning="The form prints no /A, but gives the date of an original filing: it is taken for an amendment.",
            what_to_do="Nothing, unless the filing is known to be an original one.",
        ),
        "table_incomplete": CodeInfo(
            severity="warning",
            meaning="A table has text that no row of the record accounts for, or stops in the "
            "middle: rows may be lost.",
            what_to_do="Compare the table with the text before relying on its rows being all.",
        ),
        "table_heading_missing": CodeInfo(
            severity="warning",
            meaning="The heading of a table was not found; its rows, if any, were found by their "
            "content or not at all.",
            what_to_do="Check that no row of that table is lost or stands in the other one.",
        ),
        "label_missing": CodeInfo(
            severity="warning",
            meaning="A label that the form always prints was not found on a page whose other labels stand as printed.",
            what_to_do="Compare that part with the text: a line, and what it held, may be lost.",
        ),
        "label_out_of_place": CodeInfo(
            severity="warning",
            meaning="A label of the form stands twice, or before one that it follows: lines were moved or doubled.",
            what_to_do="Check the values of the parts named, and that no row of a table stands elsewhere.",
        ),
        "line_misplaced": CodeInfo(
            severity="warning",
            meaning="Something stands where no form has it, as after two lines changed places: a row that is not one of"
            " the page's, a label among the rows, a value that is not of its field's kind.",
            what_to_do="Compare the whole record with the text: any line may have been read at another's place.",
        ),
        "leftover_values": CodeInfo(
            severity="warning",
            meaning="Dates, amounts or prices stand in the text that no field of the record accounts for.",
            what_to_do="Look at the spans: a value or a whole row may be lost.",
        ),
        "value_unreadable": CodeInfo(
            severity="warning",
            meaning="Something stands where the value belongs, and no value could be made of it.",
            what_to_do="Read the evidence's raw text and correct the value.",
        ),
        "value_ambiguous": CodeInfo(
            severity="warning",
            meaning="The text can be read as more than one value; the likelier one is given, or none.",
            what_to_do="Check the value against the form and correct it where needed.",
        ),
        "value_missing": CodeInfo(
            severity="warning",
            meaning="No place for a value that the form always has was found in the text.",
            what_to_do="Look for it in the form; the text may have lost it.",
        ),
        "relation_failed": CodeInfo(
            severity="warning",
            meaning="Values that should agree do not, for example a balance and the amounts that lead to it.",
            what_to_do="Check the values named; some filers do break these relations.",
        ),
        "row_doubtful": CodeInfo(
            severity="warning",
            meaning="A row as a whole may be wrong: invented, put together from two, or set in the wrong table.",
            what_to_do="Check the whole row against the form.",
        ),
        "footnote_unmatched": CodeInfo(
            severity="warning",
            meaning="A cell cites a footnote that was not found, or a footnote is cited nowhere.",
            what_to_do="Read the footnotes to see which cell they belong to.",
        ),
        "several_forms": CodeInfo(
            severity="warning",
            meaning="The text holds more than one form; this record is of the first.",
            what_to_do="Use parse_all(text) to read them all.",
        ),
        "form_type_inferred": CodeInfo(
            severity="warning",
            meaning="The form's number is not legible; it was inferred from its boxes and tables.",
            what_to_do="Check whether it is a Form 3, 4 or 5.",
        ),
        "blank_form": CodeInfo(
            severity="warning",
            meaning="The form's labels are there and nothing is filled in.",
            what_to_do="Nothing, if the text is an empty form; else the converter lost the values.",
        ),
        "xml_tolerated": CodeInfo(
            severity="info",
            meaning="The document is not quite XML, for example by a bare &; what it says is plain.",
            what_to_do="Nothing, unless the messages name what matters to you.",
        ),
        "element_unknown": CodeInfo(
            severity="info",
            meaning="The document has an element that the specification does not know, or not there.",
            what_to_do="Read it in xml_extra, where it is kept.",
        ),
        "encoding_assumed": CodeInfo(
            severity="info",
            meaning="The bytes do not say how they are to be read, or say it wrongly; another encoding reads them all.",
            what_to_do="Look at letters with accents and at quotes, or decode the bytes and pass the text.",
        ),
        "encoding_replaced": CodeInfo(
            severity="warning",
            meaning="Bytes that stand for no character were replaced by U+FFFD.",
            what_to_do="Get the file undamaged, or decode the bytes in the encoding they are in and pass the text.",
        ),
        "value_not_allowed": CodeInfo(
            severity="warning",
            meaning="A value is not one that the specification allows there; it is given as it stands.",
            what_to_do="Check it against the form and correct it where needed.",
        ),
        "xml_damaged": CodeInfo(
            severity="error",
            meaning="The document ends before its end, or its tags do not match: what could be read of it is given.",
            what_to_do="Get the whole document; what is not there, or not in its place, is not in the record.",
        ),
        "document_refused": CodeInfo(
            severity="error",
            meaning="A document among many gave no record: it is no ownership form, cannot be read, or is too large.",
            what_to_do="Read the message; the other documents are not affected.",
        ),
        "document_given_up": CodeInfo(
            severity="error",
            meaning="Reading a document among many takes more steps than were granted; it gave no record.",
            what_to_do="Look at the document; read it alone, or with a larger budget, if it is a form.",
        ),
        "document_failed": CodeInfo(
            severity="error",
            meaning="A mistake of the library kept a document among many from being read; its traceback is kept.",
            what_to_do="Report it, with the traceback and the document.",
        ),
        "worker_lost": CodeInfo(
            severity="error",
            meaning="The processes that read a document died, for example for want of memory; it gave no record.",
            what_to_do="Read it alone; where memory is short, use fewer workers.",
        ),
        "input_truncated": CodeInfo(
            severity="warning",
            meaning="The text ends before the form does.",
            what_to_do="Get the whole text; what stood after its end is not in the record.",
        ),
    }
)
"""Every diagnostic code, with its severity, its meaning and what to do about it."""


def diagnostic(code: str, message: str, path: str = "", spans: tuple[Span, ...] = ()) -> Diagnostic:
    """A diagnostic with the severity that the table of codes gives.

    Args:
        code: one of `DIAGNOSTIC_CODES`; another one is a KeyError.
        message: what was met in this filing.
        path: the value, row or table it is about; '' for the whole filing.
        spans: where in the text.
    """
    severity = DIAGNOSTIC_CODES[code].severity
    return Diagnostic(code=code, severity=severity, message=message, path=path, spans=spans)
