"""Axiom 30: what is said to be certain, likely or open is so, by brute force; what to ask next."""

from casemodel.profiles.values import Answer
from tests.laws.looks import assessed, with_answer
from tests.laws.oracle import Oracle, narrowed
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import over_generated, over_shipped

COMPLETIONS = 64
TEN_GAPS = 2**10


def check_certainty(case: Case, pick: int) -> None:
    """Certain: in every completion, the requirements of what is recommended being met in each.

    Likely: no single answer changes it. Open: one does.
    """
    case = narrowed(case, pick, TEN_GAPS if pick % 50 == 0 else COMPLETIONS)
    oracle, found = Oracle(case), assessed(case)
    single = [
        oracle.recommended({**oracle.levels, question: level})
        for question in oracle.open
        for level in oracle.board.points[question]
    ]
    changed = any(other != found.recommended for other in single)
    if found.certainty == "certain":
        for levels in oracle.completions():
            assert oracle.recommended(levels) == found.recommended
        if found.case.winner is not None:
            assert set(oracle.states(found.case.winner, oracle.levels)) <= {"met"}
    else:
        assert (found.certainty == "open") == changed


def check_next_questions(case: Case, pick: int) -> None:
    """Every question that can matter is listed, in order, and none that was refused.

    Those that alone decide come first, with the answers that do; then by how far their answers move
    the lead over a rival that can still come first.
    """
    case = narrowed(case, pick, COMPLETIONS)
    random = seeded(pick)
    for question in Oracle(case).open:
        state = random.choice(("refused", "not_known", "not_asked"))
        case = with_answer(case, question, Answer(state, ""))
    oracle, found = Oracle(case), assessed(case)
    listed = {n.question: n for n in found.next_questions}
    order = [(not n.deciding, -n.swing, n.question) for n in found.next_questions]
    assert order == sorted(order)
    refused = {q for q in oracle.open if _answer(case, q) == "refused"}
    assert not refused & listed.keys()
    recommended = {tuple(levels.items()): oracle.recommended(levels)
                   for levels in oracle.completions()}  # fmt: skip
    for question in oracle.open:
        deciding = tuple(
            level
            for level in oracle.board.points[question]
            if oracle.recommended({**oracle.levels, question: level}) != found.recommended
        )
        if question in refused:
            continue
        by_rest: dict[tuple[tuple[str, str], ...], set[str]] = {}
        for levels, id_ in recommended.items():
            rest = tuple(pair for pair in levels if pair[0] != question)
            by_rest.setdefault(rest, set()).add(id_)
        if any(len(ids) > 1 for ids in by_rest.values()):
            assert question in listed
        assert not deciding or listed[question].deciding == deciding
        if question in listed:
            assert listed[question].deciding == deciding
            assert listed[question].swing == swing(oracle, question, found.case.winner)


def _answer(case: Case, question: str) -> str:
    at = Oracle(case).board.asked[question]
    own = None if at.segment < 0 else case.profile.segments[at.segment].answers.get(at.criterion)
    answer = own or case.profile.answers.get(at.criterion)
    return answer.state if answer else ""


def swing(oracle: Oracle, question: str, winner: int | None) -> int:
    """The most that the answers move the lead over a rival that, in some completion, is ahead or
    less than a tenth behind, margins counted; or any score, where nothing is recommended.
    """
    rows = list(oracle.board.points[question].values())
    if winner is None:
        widest = max((max(c) - min(c) for c in zip(*rows, strict=True)), default=0)
        return oracle.tenths(widest)
    sums = [oracle.sums(levels) for levels in oracle.completions()]
    moves = [0]
    for i in oracle.every:
        enough = _margin(oracle, winner) - _margin(oracle, i) + 1
        if (
            oracle.ids[i] != oracle.ids[winner]
            and "unmet" not in oracle.states(i, oracle.levels)
            and any(10 * (one[winner] - one[i]) < enough * oracle.board.unit for one in sums)
        ):
            leads = [row[winner] - row[i] for row in rows]
            moves.append(max(leads) - min(leads))
    return oracle.tenths(max(moves))


def _margin(oracle: Oracle, index: int) -> int:
    return oracle.margin if oracle.board.alternatives[index].kind == "hybrid" else 0


test_certainty = over_generated(check_certainty)
test_certainty_shipped = over_shipped(check_certainty)
test_next_questions = over_generated(check_next_questions)
test_next_questions_shipped = over_shipped(check_next_questions)
