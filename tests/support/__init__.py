"""What the tests are made with: strategies, documents and pages made by hand.

`strategies` hands the benchmark's invented filings to Hypothesis, `ownership` makes ownership XML element by
element, `pdf` and `pdf_form` make pages and scans of them. The writer of filings and the model of damage
are the benchmark's own, in `bench/form4lib_bench`.
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
