"""Settings of the documentation's build."""

from __future__ import annotations

from form4lib import __version__

project = "form4lib"
author = "The form4lib authors"
copyright = "The form4lib authors"
release = __version__
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
nb_execution_mode = "off"
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"form4lib {release}"

autodoc_typehints = "description"
autodoc_class_signature = "separated"
autodoc_default_options = {"exclude-members": "__init__, __new__"}
napoleon_google_docstring = True
napoleon_numpy_docstring = False
myst_heading_anchors = 3

linkcheck_anchors = False
"""Pages of registries build their anchors in the browser."""
