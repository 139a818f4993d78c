"""The questions of a profile as data: answered, unanswered, and worth asking next."""

from collections.abc import Iterator

from casemodel.engine.asking import NextQuestion
from casemodel.engine.assessment import Assessment
from casemodel.engine.counterfactual import Change
from casemodel.engine.questions import Question, answer_to, refused
from casemodel.explanation.naming import name_of
from casemodel.explanation.question_values import (
    AnswerChange,
    DecidingAnswer,
    GivenAnswer,
    GivenQuantity,
    GroupCount,
    OpenQuestion,
    UnansweredQuestion,
)
from casemodel.knowledge.criteria import Criterion
from casemodel.profiles.values import WHOLE, Answer


def answers_of(assessment: Assessment) -> tuple[GivenAnswer, ...]:
    """List the answered questions, in canonical order."""
    return tuple(
        _given_answer(assessment, question, level)
        for question, level in assessment.problem.levels.items()
    )


def unanswered(assessment: Assessment) -> tuple[UnansweredQuestion, ...]:
    """List the questions without an answer, the heaviest first."""
    problem = assessment.problem
    weights = {
        q: problem.rules.criteria[asked.criterion].weight for q, asked in problem.asked.items()
    }
    open_now = [q for q in problem.asked if q not in problem.levels]
    return tuple(_unanswered(assessment, q) for q in sorted(open_now, key=lambda q: -weights[q]))


def refused_questions(assessment: Assessment) -> tuple[UnansweredQuestion, ...]:
    """List the questions that were refused, in canonical order."""
    problem = assessment.problem
    never = refused(problem.profile, problem.asked)
    return tuple(_unanswered(assessment, q) for q in problem.asked if q in never)


def counts_of(assessment: Assessment) -> tuple[GroupCount, ...]:
    """Count the questions answered and asked, by group of criteria."""
    return tuple(
        GroupCount(group, assessment.answered.get(group, 0), total)
        for group, total in assessment.asked.items()
    )


def quantities_of(assessment: Assessment) -> tuple[GivenQuantity, ...]:
    """List every quantity of the rules, with the number given or ''."""
    numbers = assessment.problem.profile.quantities
    return tuple(
        GivenQuantity(id_, quantity.unit, numbers.get(id_, ""))
        for id_, quantity in assessment.problem.rules.quantities.items()
    )


def ask_next(assessment: Assessment) -> tuple[OpenQuestion, ...]:
    """List the open questions that can still matter, the most useful first."""
    return tuple(_useful(assessment, item) for item in assessment.next_questions)


def ask_first(assessment: Assessment) -> tuple[OpenQuestion, ...]:
    """List the open questions about danger; refused ones are not asked again.

    They come before all others, whatever they can settle.
    """
    never = refused(assessment.problem.profile, assessment.problem.asked)
    useful = {item.question: item for item in assessment.next_questions}
    return tuple(
        _useful(assessment, useful.get(question, NextQuestion(question, (), 0)))
        for question in _danger_open(assessment)
        if question not in never
    )


def danger_unknown(assessment: Assessment) -> tuple[UnansweredQuestion, ...]:
    """List the questions about a client's dangers that have no answer, refused ones too.

    Empty for an organization: how many of its clients are in danger says nothing about the safety
    of one person.
    """
    if assessment.kind != "client":
        return ()
    return tuple(_unanswered(assessment, question) for question in _danger_open(assessment))


def danger_asked(assessment: Assessment) -> bool:
    """Say whether there are questions about danger to or by a client."""
    return assessment.kind == "client" and bool(_about_danger(assessment))


def _danger_open(assessment: Assessment) -> list[Question]:
    """List the questions about danger that have no answer."""
    return [q for q in _about_danger(assessment) if q not in assessment.problem.levels]


def _about_danger(assessment: Assessment) -> list[Question]:
    """List the questions about danger."""
    problem = assessment.problem
    of_danger = {
        c.criterion for caution in problem.rules.cautions if caution.danger for c in caution.when
    }
    return [q for q, asked in problem.asked.items() if asked.criterion in of_danger]


def change_of(assessment: Assessment, change: Change) -> AnswerChange:
    """Describe one changed answer."""
    criterion = _criterion(assessment, change.question)
    return AnswerChange(
        question=change.question,
        criterion=criterion.id,
        segment=segment_of(assessment, change.question),
        name=criterion.name,
        before=change.before,
        before_answer=_answer(assessment, criterion, change.before),
        after=change.after,
        after_answer=_answer(assessment, criterion, change.after),
    )


def segment_of(assessment: Assessment, question: Question) -> str:
    """Name the segment that a question is asked of; empty if it is asked of all."""
    number = assessment.problem.asked[question].segment
    return "" if number == WHOLE else assessment.problem.profile.segments[number].name


def _criterion(assessment: Assessment, question: Question) -> Criterion:
    problem = assessment.problem
    return problem.rules.criteria[problem.asked[question].criterion]


def _answer(assessment: Assessment, criterion: Criterion, level: str) -> str:
    return criterion.level(level).name.said_to(assessment.kind) if level else ""


def _given_answer(assessment: Assessment, question: Question, level: str) -> GivenAnswer:
    criterion = _criterion(assessment, question)
    answer = answer_to(assessment.problem.profile, assessment.problem.asked[question])
    return GivenAnswer(
        question=question,
        criterion=criterion.id,
        segment=segment_of(assessment, question),
        name=criterion.name,
        level=level,
        answer=_answer(assessment, criterion, level),
        number=answer.number if answer else "",
        note=_note(assessment, criterion, answer) if answer else "",
        origin=answer.origin if answer else "",
    )


def _note(assessment: Assessment, criterion: Criterion, answer: Answer) -> str:
    """Give the notes beside an answer and beside the numbers that it follows from."""
    beside = assessment.problem.profile.number_notes if answer.number else {}
    of_numbers = (beside.get(counted, "") for counted in (criterion.counts, criterion.per))
    return "; ".join(filter(None, (answer.note, *of_numbers)))


def _unanswered(assessment: Assessment, question: Question) -> UnansweredQuestion:
    criterion = _criterion(assessment, question)
    answer = answer_to(assessment.problem.profile, assessment.problem.asked[question])
    segment = segment_of(assessment, question)
    if answer is None:
        return UnansweredQuestion(question, criterion.id, segment, criterion.name, "")
    return UnansweredQuestion(
        question,
        criterion.id,
        segment,
        criterion.name,
        answer.state,
        answer.hint,
        _answer(assessment, criterion, answer.hint),
        answer.origin if answer.hint else "",
    )


def _useful(assessment: Assessment, item: NextQuestion) -> OpenQuestion:
    criterion = _criterion(assessment, item.question)
    return OpenQuestion(
        criterion=criterion.id,
        segment=segment_of(assessment, item.question),
        name=criterion.name,
        question=criterion.question.said_to(assessment.kind),
        decides=bool(item.deciding),
        swing=item.swing,
        settles=tuple(_settled(assessment, item, criterion)),
    )


def _settled(
    assessment: Assessment, item: NextQuestion, criterion: Criterion
) -> Iterator[DecidingAnswer]:
    """Yield the answers to an open question that alone change the recommendation, and to what."""
    leads_to = dict.fromkeys(item.deciding, "")
    alternatives = assessment.problem.setting.alternatives
    for switch in assessment.switches:
        (change,) = switch.changes
        if change.question == item.question and switch.recommended is not None:
            leads_to[change.after] = alternatives[switch.recommended].id
    for level, recommended in leads_to.items():
        name = name_of(assessment.problem.rules, recommended) if recommended else ""
        yield DecidingAnswer(level, _answer(assessment, criterion, level), recommended, name)
