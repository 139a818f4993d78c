"""What `casemodel staffing` does: scores, what they take, and who is served by what."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casemodel.caseload.records import Record
from casemodel.caseload.scoring import every_score
from casemodel.caseload.staffing import CLINICIANS, Caseload, Staffing, best_of, staffing
from casemodel.caseload.tally import Tally
from casemodel.cli import streams
from casemodel.cli.caseload_read import CaseloadSource, Opened, opened, records
from casemodel.cli.caseload_run import Request, refuse_files
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.files import streamed
from casemodel.cli.inputs_read import profile_of_kind
from casemodel.cli.local_rules import marked
from casemodel.cli.options import Output
from casemodel.engine.decision_problem import Options, consider
from casemodel.engine.feasibility import CASE_MANAGERS, capacity_of
from casemodel.files.limits import STAFFED_CLIENTS
from casemodel.files.problems import Problem, ProblemsFound, WrongUse
from casemodel.knowledge.values import Rules
from casemodel.pages.staffing import staffing_page
from casemodel.profiles.values import Profile
from casemodel.render.caseload.assigned import AssignedWriter
from casemodel.render.safe import harmless

if TYPE_CHECKING:
    from casemodel.render.json_models.base import JsonOutput


def compare_staff(request: Request, organization: str) -> None:
    """Compare what a caseload takes with the staff there is; write the assignment, if wanted."""
    output = request.output
    if output.file is not None and Path(output.file).suffix.casefold() != ".csv":
        raise WrongUse("-o needs a name that ends in .csv.")
    refuse_files(request, organization)
    deliver(Output(output.format, None, force=False), lambda: _compared(request, organization))
    if output.file is not None:
        streams.say(f"Written: {harmless(output.file)}")


def _compared(request: Request, organization: str) -> CommandAnswer:
    rules = request.loaded_rules()
    profile = profile_of_kind(organization, rules, "organization")
    capacity = capacity_of(profile)
    if capacity is None or not capacity.quantities.get(CASE_MANAGERS):
        message = "The profile does not say how many case managers there are."
        expected = f"{CASE_MANAGERS}: and a number; for clinicians among them, {CLINICIANS}:"
        raise ProblemsFound((Problem("P302", organization, 0, 0, message, expected=expected),))
    sheets = opened(request.source, rules)
    scorer = sheets[0].scorer
    tally = Tally(scorer.open_criteria, len(scorer.criteria))
    models = tuple(sorted(one for one in scorer.alternatives if one in rules.models))
    counts: Counter[tuple[int, ...]] = Counter()
    for clients, (_, tenths) in enumerate(_scores(sheets, rules, tally, models), start=1):
        counts[tenths] += 1
        if clients > STAFFED_CLIENTS:
            raise WrongUse(
                f"A caseload of more than {STAFFED_CLIENTS:,} clients is too large for this."
            )
    caseload = Caseload(models, counts)
    blocked = frozenset() if request.source.wishes.fit_only else _blocked(rules, profile)
    found, by_key = staffing(rules, capacity, caseload, blocked)
    summary = tally.summary()
    output = request.output
    if output.file is not None:
        if found.placed is None:
            raise WrongUse("No assignment is possible with this staff, so nothing was written.")
        with streamed(output.file, force=output.force) as stream:
            writer = AssignedWriter(stream, rules)
            _write_all(writer, request.source, rules, models, found, by_key)

    def page() -> Any:
        whose = profile.label or organization
        page = staffing_page(rules, found, summary, whose, suppress=request.suppress)
        return marked(page, rules)

    def data() -> "JsonOutput":
        from casemodel import __version__
        from casemodel.render.json_models.staffing import staffing as as_data

        return as_data(rules, found, __version__, suppress=request.suppress)

    return CommandAnswer(page, data)


def _write_all(
    writer: AssignedWriter,
    source: CaseloadSource,
    rules: Rules,
    models: tuple[str, ...],
    found: Staffing,
    by_key: Mapping[tuple[int, ...], Sequence[tuple[str, int]]],
) -> None:
    """Write every client; of those with equal scores, the first rows get the first models."""
    left = {key: iter([m for m, n in served for _ in range(n)]) for key, served in by_key.items()}
    known = [one.model for one in found.each]
    sheets = opened(source, rules)
    scorer = sheets[0].scorer
    tally = Tally(scorer.open_criteria, len(scorer.criteria))
    for record, tenths in _scores(sheets, rules, tally, models):
        scores = dict(zip(models, tenths, strict=True))
        writer.add(record, best_of(models, tenths, known), next(left[tenths]), scores)


def _scores(
    sheets: tuple[Opened, ...], rules: Rules, tally: Tally, models: tuple[str, ...]
) -> Iterator[tuple[Record, tuple[int, ...]]]:
    """Every client that can be scored, with the tenths of every model."""
    scorers = {one.sheet.file: one.scorer for one in sheets}
    alternatives = sheets[0].scorer.alternatives
    places = [alternatives.index(model) for model in models]
    for record in records(sheets, rules, tally, explained=False, strict=False):
        if record.scored:
            _, tenths = next(every_score(scorers[record.file], (record.cells,)))
            if tenths is not None:
                yield record, tuple(tenths[place] for place in places)


def _blocked(rules: Rules, profile: Profile) -> frozenset[str]:
    """The models that the organization cannot run."""
    case = consider(rules, profile, Options())
    pairs = zip(case.choice.board.alternatives, case.feasibilities, strict=True)
    return frozenset(a.id for a, f in pairs if a.kind == "model" and f.state == "no")
