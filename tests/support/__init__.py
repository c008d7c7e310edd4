"""What the tests are made with: a writer of filings, a model of damage, strategies, a comparison.

`writer` prints a `Filing` in the layouts such texts arrive in, `noise` damages the text the way
OCR and converters do, `invent` makes up filings (`strategies` hands them to Hypothesis),
`writer_compare` says where a parsed filing differs from the printed one and whether the
difference is marked, and `measure` counts such differences over many filings.
"""

from hypothesis import HealthCheck, Phase, settings

# The same examples on every run: a red build can be repeated, and its numbers can be compared.
# No shrinking: each step prints and reads a whole form, and a failing build has to end soon, too.
settings.register_profile(
    "form4lib",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=40,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("form4lib")
