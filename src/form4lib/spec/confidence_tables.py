"""The fitted confidence models of tables, written by `tools/fit_confidence.py`; not edited by hand.

Fitted on 242 filings in 12 views, 226,277 cells. See `confidence`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

BIAS: Mapping[str, float] = MappingProxyType(
    {
        "clean": 8.31,
        "row": 5.31,
        "table": 2.81,
    }
)

# fmt: off
WEIGHTS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "clean": MappingProxyType(
            {
                "agree": 1.09, "disagree:underlying_security_shares": 0.07,
                "field:acquired_disposed_code:1:none": 1.08, "field:conversion_or_exercise_price:2:none": 0.10,
                "field:conversion_or_exercise_price:2:value": 0.38,
                "field:conversion_or_exercise_price:2i:none": 0.01, "field:deemed_execution_date:1:none": 1.07,
                "field:deemed_execution_date:2:none": 0.48, "field:direct_or_indirect:1:value": 0.59,
                "field:direct_or_indirect:2:value": 0.21, "field:direct_or_indirect:2i:value": 0.01,
                "field:exercise_date:2:none": 0.34, "field:exercise_date:2:value": 0.09,
                "field:exercise_date:2i:none": 0.02, "field:expiration_date:2:none": 0.23,
                "field:expiration_date:2:value": 0.23, "field:expiration_date:2i:none": 0.01,
                "field:is_voluntary:1:value": -7.56, "field:is_voluntary:2:value": -6.01,
                "field:nature_of_ownership:1:none": 0.32, "field:nature_of_ownership:1:value": -0.19,
                "field:nature_of_ownership:2:none": 0.40, "field:nature_of_ownership:2:value": -0.45,
                "field:nature_of_ownership:2i:none": 0.01, "field:price_per_share:1:none": 1.08,
                "field:price_per_share:2:none": 0.48, "field:security_title:1:value": 0.27,
                "field:security_title:2:value": 0.12, "field:shares:1:none": 1.08, "field:shares:2:none": 0.48,
                "field:shares_owned_following:1:value": 1.08, "field:shares_owned_following:2:value": 0.48,
                "field:transaction_code:1:none": 1.08, "field:transaction_code:2:none": 0.48,
                "field:transaction_date:1:none": 1.08, "field:transaction_date:2:none": 0.48,
                "field:underlying_security_shares:2:value": 0.25, "field:underlying_security_shares:2i:value": 0.02,
                "field:underlying_security_title:2:value": 0.11, "field:underlying_security_title:2i:value": 0.01,
                "kind:1h": -3.73, "kind:1ih": 0.01, "kind:1t": 4.73, "kind:2h": -3.61, "kind:2ih": 0.09,
                "kind:2t": 2.51, "lines": 0.01, "page:celled": 0.06, "page:spaced": -0.06, "rows:1": -0.14,
                "rows:few": -0.21, "rows:many": -0.07, "rows:more": 0.43,
            }
        ),
        "row": MappingProxyType(
            {
                "against:0": 0.19, "against:1": -0.13, "against:few": 0.28, "against:many": -0.34,
                "among:0:across": -0.32, "among:0:whole": 0.13, "among:1:dealt": 0.37, "among:few:dealt": -0.54,
                "among:more:dealt": -0.09, "backed:low": -0.76, "backed:more": 0.64, "backed:some": 0.01,
                "backed:well": 0.11, "damage:many": -0.44, "damage:more": -0.26, "damage:none": 0.42,
                "damage:rare": 0.06, "damage:some": 0.22, "dealt:crossed:dealt": -0.75,
                "dealt:crossed:holds:whole": 0.06, "dealt:even:across": 0.47, "dealt:even:dealt": 0.10,
                "dealt:even:fails:whole": -0.11, "dealt:even:holds:torn": 0.40, "dealt:even:holds:whole": -0.04,
                "dealt:even:quiet:whole": 0.19, "dealt:even:whole": 0.08, "dealt:nearly:dealt": -0.43,
                "dealt:nearly:fails:whole": -0.70, "dealt:uneven:across": -0.04, "dealt:uneven:dealt": 0.83,
                "dealt:uneven:holds:torn": -0.50, "dealt:uneven:holds:whole": -0.29, "fails:many": -0.17,
                "fails:more": -0.62, "fails:none": 0.59, "fails:rare": 0.22, "fails:some": -0.03, "filled:10": 0.16,
                "filled:11": 0.39, "filled:12": 0.44, "filled:3": -0.57, "filled:4": -0.46, "filled:5": -0.13,
                "filled:6": -1.01, "filled:7": 0.42, "filled:8": 0.30, "filled:9": 0.43, "gaps:0": 0.15,
                "gaps:1": -0.40, "gaps:few": 0.05, "grime:more": 0.12, "grime:much": 0.18, "grime:none": -0.30,
                "grime:some": -0.27, "grime:trace": 0.27, "guessed": 0.01, "kind:1h": -0.22, "kind:1ih": -0.57,
                "kind:1t": 0.49, "kind:2h": -0.08, "kind:2ih": -0.54, "kind:2t": 0.92, "layout:exact:celled": 0.24,
                "layout:exact:spaced": 0.15, "layout:loose:celled": -0.15, "layout:loose:drifting": -0.09,
                "layout:loose:spaced": -0.05, "layout:loose:stream": -0.09, "left:0": 0.20, "left:1": 0.04,
                "left:few": 0.21, "left:many": 0.16, "left:more": -0.62, "loose direct_or_indirect": -1.01,
                "loose security_title": 0.10, "loose shares": -0.59, "loose shares_owned_following": -0.79,
                "loose transaction_code": 0.21, "loose transaction_date": 0.05, "no shares": -0.53,
                "no shares_owned_following": 0.47, "no transaction_code": -0.49, "no transaction_date": 0.01,
                "noise:0": 0.35, "noise:1": 0.25, "noise:few": 0.01, "noise:many": -0.38, "noise:value": 0.22,
                "page:celled": 0.09, "page:celled:grime:none": 0.31, "page:celled:grime:some": 0.19,
                "page:celled:grime:trace": 0.10, "page:celled:many": -0.19, "page:celled:none": 0.39,
                "page:celled:rare": 0.04, "page:celled:some": 0.13, "page:drifting": -0.09,
                "page:drifting:grime:more": 0.17, "page:drifting:many": -0.60, "page:drifting:more": 0.17,
                "page:drifting:none": 0.34, "page:drifting:rare": 0.24, "page:drifting:some": -0.25,
                "page:spaced": 0.10, "page:spaced:grime:none": 0.09, "page:spaced:none": 0.07, "page:stream": -0.09,
                "page:stream:grime:more": -0.04, "page:stream:grime:much": 0.52, "page:stream:grime:none": -0.71,
                "page:stream:grime:some": -0.02, "page:stream:grime:trace": 0.17, "page:stream:many": 0.34,
                "page:stream:more": -0.15, "page:stream:none": -0.38, "page:stream:rare": -0.23,
                "page:stream:some": 0.33, "rowcost:great": -0.66, "rowcost:low": 1.31, "rowcost:more": -0.68,
                "rowcost:much": -0.50, "rowcost:some": 0.52, "rows:1": -0.21, "rows:few": 0.06, "rows:many": 0.29,
                "rows:more": -0.14, "strange title": -1.40, "swallowed:0": -0.02, "swallowed:1": 0.26, "typed": 0.01,
                "way:across:stream": -0.23, "way:blocks:celled": 0.06, "way:blocks:drifting": -0.53,
                "way:blocks:spaced": 0.10, "way:blocks:stream": -0.06, "way:cells:stream": 0.26,
                "way:dealt:stream": -0.25, "way:whole:stream": 0.19,
            }
        ),
        "table": MappingProxyType(
            {
                "damage:many": 0.06, "damage:more": 0.19, "damage:none": 0.31, "damage:rare": -0.29,
                "damage:some": -0.26, "dealt:even:holds:whole": 0.16, "exact:celled:1-:labelled": 0.25,
                "exact:celled:1:labelled": 0.47, "exact:celled:2-:labelled": 0.05, "exact:celled:2:labelled": 0.07,
                "exact:spaced:1:labelled": 0.09, "exact:spaced:2-:labelled": 0.03, "exact:spaced:2:labelled": 0.03,
                "exact:stream:2-:labelled": -0.38, "fails:many": -0.21, "fails:more": -0.19, "fails:none": -0.11,
                "fails:rare": 0.10, "fails:some": 0.41, "grime:more": -0.64, "grime:much": -0.46, "grime:none": 0.19,
                "grime:some": 0.28, "grime:trace": 0.63, "guessed": -1.28, "left:0": 1.00, "left:1": 0.69,
                "left:few": -0.33, "lonely:1-:0": 0.24, "lonely:1:0": -0.30, "lonely:1i:0": 0.08, "lonely:2-:0": 0.38,
                "lonely:2-:1": 0.07, "lonely:2-:few": -0.71, "lonely:2-:many": 0.31, "lonely:2:0": 0.57,
                "lonely:2i:0": -0.01, "page:celled": 0.54, "page:celled:1": -0.57, "page:celled:1-": 0.49,
                "page:celled:2": 0.21, "page:celled:2-": 0.10, "page:celled:grime:none": 0.19,
                "page:celled:grime:some": -0.16, "page:celled:grime:trace": 0.45, "page:celled:none": 0.43,
                "page:celled:some": -0.34, "page:drifting": -1.17, "page:drifting:1": 0.02, "page:drifting:2": 0.77,
                "page:drifting:2-": 0.62, "page:drifting:grime:more": -0.51, "page:drifting:many": -0.19,
                "page:drifting:none": -0.89, "page:drifting:rare": -0.86, "page:drifting:some": -0.12,
                "page:spaced": 0.53, "page:spaced:1": 0.19, "page:spaced:2": 0.05, "page:spaced:2-": 0.03,
                "page:spaced:grime:none": 0.49, "page:spaced:none": 0.50, "page:stream": 0.10, "page:stream:1": 0.06,
                "page:stream:1-": 0.05, "page:stream:2": -0.45, "page:stream:2-": -0.70,
                "page:stream:grime:more": -0.16, "page:stream:grime:none": -0.72, "page:stream:grime:some": 0.29,
                "page:stream:grime:trace": 0.17, "page:stream:many": 0.07, "page:stream:more": -0.71,
                "page:stream:none": 0.27, "page:stream:rare": 0.28, "page:stream:some": 0.19,
                "period unseen:1": -0.96, "period unseen:2-": -1.07, "rows:1": 0.36, "rows:few": -0.09,
                "rows:many": -0.10, "rows:more": -0.18, "size:1-:some": 0.28, "size:1:few": 0.09,
                "size:1:some": -0.12, "size:1i-:some": -0.17, "size:1i:few": 0.08, "size:2-:many": 1.84,
                "size:2:few": 0.02, "size:2:some": 0.54, "size:2i:few": 0.24, "strong left:1-:0": -0.42,
                "strong left:1:0": 0.68, "strong left:1:1": -0.46, "strong left:1i-:0": -0.13,
                "strong left:1i:0": 0.05, "strong left:2-:0": 0.16, "strong left:2:0": 0.30, "strong left:2i:0": 0.58,
                "swallowed:0": 0.03, "swallowed:1": -0.87, "table:1": -0.30, "table:1-": -0.76, "table:1i": 0.08,
                "table:1i-": -0.13, "table:2": 0.57, "table:2-": 0.05, "table:2i": -0.01, "torn:0": -0.40,
                "torn:1": -0.22, "typed": 0.08, "uncited:1-:0": -0.47, "uncited:1:0": 0.46, "uncited:1:1": 0.48,
                "uncited:1:few": 0.35, "uncited:1:many": 0.46, "uncited:1i-:0": 0.28, "uncited:1i:0": 0.33,
                "uncited:2-:0": 0.47, "uncited:2-:1": -0.61, "uncited:2-:few": -0.49, "uncited:2:0": 0.04,
                "uncited:2:1": 0.05, "uncited:2:few": 0.27, "uncited:2:many": 0.41, "words left:1-:0": 0.32,
                "words left:1:0": 0.90, "words left:1:few": 0.14, "words left:1:many": -0.35,
                "words left:1:some": -0.04, "words left:1i-:0": 0.19, "words left:1i:0": 0.27,
                "words left:2-:0": 0.38, "words left:2:0": 0.49, "words left:2:few": 0.56, "words left:2:many": 0.18,
                "words left:2:some": 0.67,
            }
        ),
    }
)
# fmt: on
