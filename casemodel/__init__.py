"""Rank case management models for an agency or a client: what fits, why, and how sure that is.

The same steps as the command line:

    import casemodel

    rules = casemodel.load_rules()
    profile = casemodel.load_profile("org.yaml", rules)
    assessment = casemodel.assess(rules, profile)
    explanation = casemodel.explain(assessment)

Names are imported when they are first used, so that a command imports no more than it needs.
"""

TYPE_CHECKING = False  # as type checkers know it: importing `typing` is left to what needs it
if TYPE_CHECKING:
    from casemodel.engine.assessment import Assessment, assess
    from casemodel.engine.decision_problem import Options
    from casemodel.explanation.comparison_values import WhatIf, WhyNot
    from casemodel.explanation.explain import explain
    from casemodel.explanation.values import Explanation
    from casemodel.explanation.what_if import what_if
    from casemodel.explanation.why_not import why_not
    from casemodel.knowledge.values import Rules
    from casemodel.profiles.changes import with_changes
    from casemodel.profiles.reader import load_profile
    from casemodel.profiles.values import Answer, Profile, Segment

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Assessment",
    "CasemodelError",
    "Explanation",
    "Options",
    "Problem",
    "ProblemsFound",
    "Profile",
    "Rules",
    "Segment",
    "WhatIf",
    "WhyNot",
    "WrongUse",
    "__version__",
    "assess",
    "explain",
    "load_profile",
    "load_rules",
    "what_if",
    "why_not",
    "with_changes",
]

_HOMES = {
    "Answer": "casemodel.profiles.values",
    "Assessment": "casemodel.engine.assessment",
    "CasemodelError": "casemodel.files.problems",
    "Explanation": "casemodel.explanation.values",
    "Options": "casemodel.engine.decision_problem",
    "Problem": "casemodel.files.problems",
    "ProblemsFound": "casemodel.files.problems",
    "Profile": "casemodel.profiles.values",
    "Rules": "casemodel.knowledge.values",
    "Segment": "casemodel.profiles.values",
    "WhatIf": "casemodel.explanation.comparison_values",
    "WhyNot": "casemodel.explanation.comparison_values",
    "WrongUse": "casemodel.files.problems",
    "assess": "casemodel.engine.assessment",
    "explain": "casemodel.explanation.explain",
    "load_profile": "casemodel.profiles.reader",
    "load_rules": "casemodel.knowledge.bundled",
    "what_if": "casemodel.explanation.what_if",
    "why_not": "casemodel.explanation.why_not",
    "with_changes": "casemodel.profiles.changes",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
