"""Which case management model fits, why, what speaks against it, and how sure that is.

The same three steps as the command line:

    import casemodel

    rules = casemodel.load_rules()
    profile = casemodel.load_profile("org.yaml", rules)
    assessment = casemodel.assess(rules, profile)
    explanation = casemodel.explain(rules, profile, assessment)

Names are imported when they are first used, so that a command imports no more than it needs.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casemodel.engine.assessment import Assessment, assess
    from casemodel.explanation.explain import explain
    from casemodel.explanation.values import Explanation
    from casemodel.knowledge.values import Rules
    from casemodel.problems import CasemodelError, Problem, ProblemsFound, WrongUse
    from casemodel.profiles.values import Answer, Profile
    from casemodel.reading.bundled import load_rules
    from casemodel.reading.profile_files import load_profile

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Assessment",
    "CasemodelError",
    "Explanation",
    "Problem",
    "ProblemsFound",
    "Profile",
    "Rules",
    "WrongUse",
    "__version__",
    "assess",
    "explain",
    "load_profile",
    "load_rules",
]

_HOMES = {
    "Answer": "casemodel.profiles.values",
    "Assessment": "casemodel.engine.assessment",
    "CasemodelError": "casemodel.problems",
    "Explanation": "casemodel.explanation.values",
    "Problem": "casemodel.problems",
    "ProblemsFound": "casemodel.problems",
    "Profile": "casemodel.profiles.values",
    "Rules": "casemodel.knowledge.values",
    "WrongUse": "casemodel.problems",
    "assess": "casemodel.engine.assessment",
    "explain": "casemodel.explanation.explain",
    "load_profile": "casemodel.reading.profile_files",
    "load_rules": "casemodel.reading.bundled",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
