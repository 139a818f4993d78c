"""A proof that no open question can change the recommendation, or answers that change it.

The search fixes answers one question after the other. Where bounds over everything else prove that
the recommendation holds, that branch is done. Where they do not, the answers that are worst for the
recommendation are tried by the full rule; then the question that can move most is fixed at each of
its levels in turn.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from casemodel.engine.choice import RuledOut
from casemodel.engine.decision_problem import DecisionProblem
from casemodel.engine.posts import CASE_MANAGERS, CLIENTS
from casemodel.engine.questions import Question
from casemodel.engine.terms import Row, terms_of
from casemodel.profiles.values import WHOLE

MOST_NODES = 200

Rows = Mapping[Question, Row]


class Proof(NamedTuple):
    """The outcome of a search for answers to open questions that change the recommendation.

    `holds` is True if it is proved that no answers do, False if some were found, None if the search
    gave up. `witness` are answers that do, where some were found.
    """

    holds: bool | None
    witness: Mapping[Question, str]


def prove(problem: DecisionProblem, questions: Iterable[Question] | None = None) -> Proof:
    """Search for a way of answering open questions that changes the recommendation.

    `questions` are those that may be answered; by default all that are open.
    """
    among = problem.asked if questions is None else questions
    free = tuple(q for q in among if q not in problem.levels)
    posts_open = _posts_are_open(problem)
    if not free and not posts_open:
        return Proof(holds=True, witness={})
    bounds = _Bounds(problem)
    waiting: list[dict[Question, str]] = [{}]
    for _ in range(MOST_NODES):
        if not waiting:
            return Proof(holds=True, witness={})
        answers = waiting.pop()
        still = tuple(q for q in free if q not in answers)
        if not still and not posts_open:
            if not same_choice(problem, answers):
                return Proof(holds=False, witness=answers)
            continue
        node = _Node(bounds, {**problem.levels, **answers}, still)
        rivals = node.rivals()
        if not rivals:
            continue
        for attempt in node.worst(rivals):
            if not same_choice(problem, {**answers, **attempt}):
                return Proof(holds=False, witness={**answers, **attempt})
        widest = node.widest(rivals)
        if widest is None:
            return Proof(holds=None, witness={})
        waiting += [{**answers, widest: level} for level in problem.levels_for(widest)]
    return Proof(holds=None, witness={})


def same_choice(problem: DecisionProblem, answers: Mapping[Question, str]) -> bool:
    """Say whether further answers leave the recommendation as it is; none stays none."""
    after = problem.choose({**problem.levels, **answers})
    return after.recommended == problem.choice.recommended


def _posts_are_open(problem: DecisionProblem) -> bool:
    """Say whether numbers of clients or posts that are not known could decide about a tier."""
    return problem.choice.proposed and not {CLIENTS, CASE_MANAGERS} <= problem.quantities.keys()


class _Bounds:
    """Rows of points by question, from which bounds are added up."""

    def __init__(self, problem: DecisionProblem) -> None:
        self.problem = problem
        self.rows: list[Rows] = []
        self.part_reach: list[tuple[int, int]] = []
        for number in range(len(problem.setting.alternatives)):
            terms = terms_of(problem, number)
            self.rows.append({t.question: t.row for t in terms if not t.part})
            part_terms = [t for t in terms if t.part]
            low = sum(t.lowest if t.level is None else t.points for t in part_terms)
            high = sum(t.highest if t.level is None else t.points for t in part_terms)
            self.part_reach.append((low, high))
        self.need = cache(self._need)
        self.suits = cache(self._suits)
        self.ahead = cache(self._ahead)

    def _need(self, group: int, column: int) -> Rows:
        """Give the points from needs of one column in one group."""
        table = self.problem.table
        return {
            question: {level: row[column] for level, row in table.points[a.criterion].items()}
            for question, a in self.problem.asked.items()
            if a.criterion in table.need
            and a.criterion in table.points
            and a.segment in {WHOLE, group}
        }

    def _suits(self, group: int, column: int, model: int) -> Rows:
        """Give the points from needs by which a column exceeds what suits a group, times 100.

        What suits a group is the rules' percentage of one model's points from needs there.
        """
        percent = self.problem.setting.suits_percent
        needs, model_needs = self.need(group, column), self.need(group, model)
        return {
            q: {level: 100 * n - percent * model_needs[q][level] for level, n in row.items()}
            for q, row in needs.items()
        }

    def _ahead(self, number: int, rival: int) -> Rows:
        """Give the points by which one alternative is ahead of another."""
        rows, rival_rows = self.rows[number], self.rows[rival]
        ahead: dict[Question, Row] = {}
        for question in {**rows, **rival_rows}:
            row, rival_row = rows.get(question, {}), rival_rows.get(question, {})
            ahead[question] = {
                level: row.get(level, 0) - rival_row.get(level, 0) for level in {**row, **rival_row}
            }
        return ahead


class _Node:
    """Bounds over every way of answering the `free` questions, beside the answers in `levels`."""

    def __init__(
        self, bounds: _Bounds, levels: dict[Question, str], free: tuple[Question, ...]
    ) -> None:
        self.bounds = bounds
        self.problem = bounds.problem
        self.setting = bounds.problem.setting
        self.levels = levels
        self.free = free
        self.winner = self.problem.choice.recommended
        self.groups = range(len(self.setting.shares))
        self.models = range(self.setting.models)

    def rivals(self) -> list[int]:
        """List the positions that could take the winner's place; the winner if it could fail.

        Empty if the recommendation is proved to hold here.
        """
        ruled_out = RuledOut(self.setting, self.problem.by_group(self.levels))
        every = range(len(self.setting.alternatives))
        could = [
            n for n in every
            if n != self.winner and not ruled_out.rules_out(n) and self._may_be_able(n)
        ]  # fmt: skip
        if self.winner is None:
            return could
        if not self._stays_able(self.winner):
            return [self.winner, *could]
        columns = self.setting.alternatives[self.winner].columns
        suits = all(self._surely_suits(g, columns[g]) for g in self.groups)
        return [
            n for n in could
            if not self._surely_ahead(self.winner, n) or not (suits or self._surely_unfit(n))
        ]  # fmt: skip

    def worst(self, rivals: list[int]) -> Iterator[dict[Question, str]]:
        """Yield answers to all free questions that are worst for the recommendation."""
        for rival in rivals:
            if self.winner is None:
                yield self._highest(self.bounds.rows[rival])
            elif rival != self.winner:
                yield self._highest(self.bounds.ahead(rival, self.winner))
        if self.winner is not None:
            columns = self.setting.alternatives[self.winner].columns
            for group in self.groups:
                lowest = self.bounds.need(group, columns[group])
                yield self._highest(
                    {q: {level: -n for level, n in row.items()} for q, row in lowest.items()}
                )

    def widest(self, rivals: list[int]) -> Question | None:
        """Give the free question that can move most between the winner and its rivals."""

        def reach(question: Question) -> tuple[int, Question]:
            """Give as a sort key the widest range of points a question moves, then its name."""
            widths = []
            for rival in rivals:
                apart = self.winner is None or rival == self.winner
                rows = self.bounds.rows[rival] if apart else self.bounds.ahead(rival, self.winner)
                points = rows.get(question, {}).values()
                widths.append(max(points, default=0) - min(points, default=0))
            return max(widths), question

        return max(self.free, key=reach, default=None)

    def _highest(self, rows: Rows) -> dict[Question, str]:
        return {q: max(rows[q], key=rows[q].__getitem__) for q in self.free if rows.get(q)}

    def _reach(self, rows: Rows) -> tuple[int, int]:
        """Bound a sum over questions from below and from above."""
        low = high = 0
        free = set(self.free)
        for question, row in rows.items():
            if question in self.levels:
                low += row[self.levels[question]]
                high += row[self.levels[question]]
            elif question in free and row:
                low += min(row.values())
                high += max(row.values())
        return low, high

    def _points(self, number: int) -> tuple[int, int]:
        """Bound the points of an alternative after overhead."""
        overhead = self.setting.alternatives[number].overhead * self._point()
        low, high = self._reach(self.bounds.rows[number])
        own_low, own_high = self.bounds.part_reach[number]
        return low + own_low - overhead, high + own_high - overhead

    def _point(self) -> int:
        return self.problem.table.unit * self.setting.whole

    def _needs(self, number: int, end: int) -> tuple[int, int]:
        """Bound an alternative's points from needs, and the share of clients they speak against.

        `end` is 0 for the bound from below, 1 for that from above.
        """
        alternative = self.setting.alternatives[number]
        total = against = 0
        for group, share in enumerate(self.setting.shares):
            need = self._reach(self.bounds.need(group, alternative.columns[group]))[end]
            total += share * need
            against += share if need < 0 else 0
        return total, against

    def _may_be_able(self, number: int) -> bool:
        needs, against = self._needs(number, 1)
        tier = self.setting.alternatives[number].is_tier
        return (
            self._points(number)[1] > 0
            and needs >= 0
            and 2 * against < self.setting.whole
            and not (tier and self._groups_surely_agree())
        )

    def _stays_able(self, number: int) -> bool:
        needs, against = self._needs(number, 0)
        alternative, posts = self.setting.alternatives[number], self.setting.posts[number]
        return (
            self._points(number)[0] > 0
            and needs >= 0
            and 2 * against < self.setting.whole
            and not (self.setting.judged and posts is not None and posts.state == "to_confirm")
            and not self._may_be_ruled_out(number)
            and not (alternative.is_tier and not self._groups_surely_differ())
        )

    def _may_be_ruled_out(self, number: int) -> bool:
        """Say whether an answer to a free question could leave a must of the alternative unmet."""
        if self.setting.agency is not None or not self.setting.judged:
            return False
        alternative, musts = self.setting.alternatives[number], self.setting.musts.conditions
        owners = (*alternative.parts, *(hybrid.id for hybrid in alternative.hybrids))
        bearing = {condition.criterion for owner in owners for condition in musts[owner]}
        return any(self.problem.asked[question].criterion in bearing for question in self.free)

    def _possible_firsts(self) -> list[set[int]]:
        """List for each group the models that could be first on need there."""
        return [
            {
                model for model in self.models
                if all(self._lead_on_need(group, model, rival)[1] >= 0 for rival in self.models)
            }
            for group in self.groups
        ]  # fmt: skip

    def _lead_on_need(self, group: int, model: int, rival: int) -> tuple[int, int]:
        needs, rival_needs = self.bounds.need(group, model), self.bounds.need(group, rival)
        return self._reach(
            {
                q: {level: n - rival_needs[q][level] for level, n in row.items()}
                for q, row in needs.items()
            }
        )

    def _groups_surely_differ(self) -> bool:
        return not set.intersection(*self._possible_firsts())

    def _groups_surely_agree(self) -> bool:
        """Say whether some model is first on need in every group whatever is answered."""
        return any(
            all(
                self._lead_on_need(group, model, rival)[0] >= 0
                for group in self.groups
                for rival in self.models
            )
            for model in self.models
        )

    def _surely_suits(self, group: int, column: int) -> bool:
        return self._reach(self.bounds.need(group, column))[0] > 0 and all(
            self._reach(self.bounds.suits(group, column, model))[0] >= 0 for model in self.models
        )

    def _surely_unfit(self, number: int) -> bool:
        """Say whether an alternative can never displace those that do not suit every group.

        Only a tier that suits every group can.
        """
        alternative = self.setting.alternatives[number]
        return not alternative.is_tier or any(
            self._reach(self.bounds.need(group, column))[1] <= 0
            or any(
                self._reach(self.bounds.suits(group, column, model))[1] < 0 for model in self.models
            )
            for group, column in enumerate(alternative.columns)
        )

    def _surely_ahead(self, number: int, rival: int) -> bool:
        """Say whether one alternative stays before another, the hybrids' margin counted."""
        alternative, opponent = self.setting.alternatives[number], self.setting.alternatives[rival]
        low = self._reach(self.bounds.ahead(number, rival))[0]
        low += self.bounds.part_reach[number][0] - self.bounds.part_reach[rival][1]
        deduction = alternative.overhead - opponent.overhead
        deduction += self.setting.margin * (
            (alternative.kind == "hybrid") - (opponent.kind == "hybrid")
        )
        lead = low - deduction * self._point()
        return lead > 0 or (lead == 0 and alternative.kind == "hybrid" and opponent.kind == "model")
