"""A benchmark for whatever reads the text of SEC ownership filings, Forms 3, 4 and 5.

`invent` makes up filings from seeds, `writer` prints them in the layouts such texts arrive in, `noise`
damages the texts the way OCR and converters do, `task` puts the three together, `compare` says where a
filing that was read differs from the printed one and whether the difference is marked, `measure` counts
such differences, and `score` makes figures of the counts. Every name, company and number is invented.

Contract: the same seed gives the same text on every Python. The package needs form4lib, for its records
and its JSON, and nothing else; the parser that is measured can be any program that writes that JSON.
"""
