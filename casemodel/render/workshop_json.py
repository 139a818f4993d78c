"""The rule author's workshop as JSON: what tests found, and what a change of rules does."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from casemodel.explanation.numbers import in_tenths
from casemodel.knowledge.values import Rules
from casemodel.pages.rules_diff import Compared
from casemodel.render.as_json import head, points
from casemodel.workshop.coverage import Coverage
from casemodel.workshop.effects import Effect, Summary
from casemodel.workshop.running import Outcome

Json = dict[str, Any]


def tests_data(rules: Rules, ran: Sequence[Outcome], coverage: Coverage, tool_version: str) -> Json:
    """The outcome of every test, and what the tests reach."""
    return {
        **head("rules_test", rules, tool_version),
        "passed": sum(outcome.passed for outcome in ran),
        "failed": sum(not outcome.passed for outcome in ran),
        "tests": [_outcome(outcome) for outcome in ran],
        "coverage": {
            name: {"reached": r.reached, "of": r.of, "missing": list(r.missing)}
            for name, r in coverage._asdict().items()
        },
    }


def _outcome(outcome: Outcome) -> Json:
    test = outcome.test
    return {
        "id": test.id,
        "about": test.about,
        "file": test.file,
        "line": test.line,
        "passed": outcome.passed,
        "misses": [miss._asdict() for miss in outcome.misses],
    }


def diff_data(diff: Compared, tool_version: str) -> Json:
    """What changed between two rule bases and what that does, profile by profile."""
    return {
        **head("rules_diff", diff.new, tool_version),
        "old_rules": {"version": diff.old.version, "digest": diff.old.digest},
        "changes": [change._asdict() for change in diff.changes],
        "notes": list(diff.notes),
        "summary": [_summary(summary) for summary in diff.summaries],
        "profiles": [_effect(effect) for effect in diff.effects if _says_something(effect)],
    }


def _says_something(effect: Effect) -> bool:
    return bool(effect.moves) or effect.changes_first or effect.changes_advice


def _summary(summary: Summary) -> Json:
    return {
        "group": summary.group,
        "kind": summary.kind,
        "profiles": summary.profiles,
        "first_changed": summary.first_changed,
        "recommended_changed": summary.advice_changed,
        "turns": [
            {"before": before, "after": after, "profiles": count}
            for before, after, count in summary.turns
        ],
        "mean_move": _points(summary.mean_move),
        "largest_move": points(summary.largest.moves[0].size) if summary.largest else 0.0,
    }


def _effect(effect: Effect) -> Json:
    before, after = effect.recommended
    return {
        "group": effect.subject.group,
        "name": effect.subject.name,
        "kind": effect.subject.profile.kind,
        "first": {"before": list(effect.first[0]), "after": list(effect.first[1])},
        "recommended": {"before": before or None, "after": after or None},
        "moves": [
            {"id": move.alternative, "before": _score(move.before), "after": _score(move.after)}
            for move in effect.moves
        ],
        "why": {
            "for": effect.mover or None,
            "over": effect.rival or None,
            "contributions": [
                {
                    "criterion": pull.criterion,
                    "before": _points(pull.before),
                    "after": _points(pull.after),
                }
                for pull in effect.pulls
            ],
        },
    }


def _score(tenths: int | None) -> float | None:
    return None if tenths is None else points(tenths)


def _points(exact: Fraction) -> float:
    """Points rounded once, as they are printed."""
    return points(in_tenths(exact))
