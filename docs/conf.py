"""Settings of the documentation's build."""

from __future__ import annotations

from form4lib import __version__

project = "form4lib"
author = "The form4lib authors"
copyright = "The form4lib authors"
release = __version__
extensions = ["myst_nb"]
nb_execution_mode = "off"
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"form4lib {release}"
