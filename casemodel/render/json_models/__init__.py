"""The typed models of every JSON that a command prints, one module a kind of output.

Each JSON is made of these dataclasses, and its published schema (`casemodel schema answer`)
follows from the same classes: see `base` for the rules by which, and `schemas` for the list.
"""
