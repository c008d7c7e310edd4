"""What users build on does not change unnoticed."""

from __future__ import annotations

import subprocess
import sys

import pytest

import form4lib

PUBLIC = {
    "DEFAULT_BUDGET", "DIAGNOSTIC_CODES", "NOT_PRINTED", "TABLES", "Address", "BudgetExceededError", "CodeInfo",
    "Column", "DerivativeHolding", "DerivativeRow", "DerivativeTransaction", "Diagnostic", "Difference", "Evidence",
    "Explanation", "Failure", "Filing", "Footnote", "Form4Error", "FormType", "InputTooLargeError",
    "InvalidRecordError", "Issuer", "Limits", "MissingDependencyError", "NonDerivativeHolding", "NonDerivativeRow",
    "NonDerivativeTransaction", "NotAnOwnershipFormError", "PathError", "Relationship", "ReportingOwner", "RunnerUp",
    "Severity", "Signature", "State", "Submission", "Table", "TableValueError", "UnreadableDocumentError",
    "WorkerStartError", "XmlOutputError", "__version__", "batch_schema", "correct", "diff", "explain", "from_dict",
    "from_json", "from_json_lines", "get_path", "iter_paths", "json_schema", "looks_like_ownership_form", "parse_all",
    "parse_batches", "parse_html", "parse_many", "parse_pdf", "parse_submission", "parse_text", "parse_xml",
    "plot_confidence", "plot_holdings", "read", "read_all", "review_html", "to_arrow", "to_csv", "to_dict", "to_json",
    "to_json_lines", "to_pandas", "to_polars", "to_rows", "to_xml",
}  # fmt: skip

CODES = {
    "label_fuzzy": "info",
    "value_repaired": "info",
    "amendment_inferred": "info",
    "table_incomplete": "warning",
    "table_heading_missing": "warning",
    "label_missing": "warning",
    "label_out_of_place": "warning",
    "line_misplaced": "warning",
    "leftover_values": "warning",
    "value_unreadable": "warning",
    "value_ambiguous": "warning",
    "value_missing": "warning",
    "relation_failed": "warning",
    "row_doubtful": "warning",
    "footnote_unmatched": "warning",
    "several_forms": "warning",
    "form_type_inferred": "warning",
    "blank_form": "warning",
    "xml_tolerated": "info",
    "element_unknown": "info",
    "encoding_assumed": "info",
    "encoding_replaced": "warning",
    "value_not_allowed": "warning",
    "xml_damaged": "error",
    "document_refused": "error",
    "document_given_up": "error",
    "document_failed": "error",
    "worker_lost": "error",
    "input_truncated": "warning",
}


def test_public_names() -> None:
    assert set(form4lib.__all__) == PUBLIC
    assert sorted(form4lib.__all__, key=lambda n: (not n.isupper(), not n[0].isupper(), n)) == form4lib.__all__


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(form4lib, name) is not None
    assert name in dir(form4lib)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'form4lib' has no attribute 'parse'"):
        form4lib.parse  # noqa: B018


def test_diagnostic_codes() -> None:
    assert {code: info.severity for code, info in form4lib.DIAGNOSTIC_CODES.items()} == CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_says_what_it_means_and_what_to_do(code: str) -> None:
    info = form4lib.DIAGNOSTIC_CODES[code]
    for sentence in (info.meaning, info.what_to_do):
        assert sentence.endswith(".")
        assert len(sentence) > 20


def test_importing_the_package_leaves_the_engine_and_its_dependencies_alone() -> None:
    program = "import sys; before = set(sys.modules); import form4lib; new = set(sys.modules) - before; "
    program += "print(sorted(m for m in new if m.split('.')[0] in {'regex', 'dateutil', 'xml'} "
    program += "or m.startswith(('form4lib.bulk', 'form4lib.engine', 'form4lib.inputs', 'form4lib.outputs'))))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
