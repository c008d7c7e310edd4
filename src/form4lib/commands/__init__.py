"""The sub-commands of the command line, a module each.

Contract: a module's `add(commands)` registers its parser, with `command` set to a function from the parsed options to
the exit status. What is costly to import is imported when the command runs.
"""
