"""The work of `casemodel staffing`: score clients, count posts, assign clients to models."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casemodel.caseload.assignment import can_assign
from casemodel.caseload.row_result import agency_staff
from casemodel.caseload.staffing import (
    ScoredCaseload,
    ScoredClient,
    ServedBy,
    StaffingResult,
    best_of,
    staffing,
)
from casemodel.cli.caseload_read import Caseload, caseload_of
from casemodel.cli.caseload_run import Request, refuse_files
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.files import say_written, streamed
from casemodel.cli.inputs_read import profile_of_kind
from casemodel.cli.local_rules import marked
from casemodel.cli.options import Output
from casemodel.engine.posts import CASE_MANAGERS, CLINICIANS
from casemodel.files.limits import STAFFED_CLIENTS
from casemodel.files.problems import Problem, ProblemsFound, WrongUse
from casemodel.pages.staffing import staffing_page
from casemodel.render.caseload.assigned import AssignedWriter
from casemodel.texts.messages import phrase

if TYPE_CHECKING:
    from casemodel.render.json_models.base import JsonOutput


def compare_staff(request: Request, organization: str) -> None:
    """Compare the posts a caseload takes with those there are; write the assignment, if wanted.

    Raises WrongUse for a wrong file, or if the assignment needs the solver and it is missing.
    """
    output = request.output
    if output.file is not None and Path(output.file).suffix.casefold() != ".csv":
        raise WrongUse("-o needs a name that ends in .csv.")
    if output.file is not None and not can_assign():
        raise WrongUse(phrase("staffing.needs_solver"))
    refuse_files(request, organization)
    deliver(Output(output.format, None, force=False), lambda: _compared(request, organization))
    if output.file is not None:
        say_written(output.file)


def _compared(request: Request, organization: str) -> CommandAnswer:
    rules = request.loaded_rules()
    profile = profile_of_kind(organization, rules, "organization")
    staff = agency_staff(rules, profile, fit_only=request.source.chosen_options.fit_only)
    if not staff.case_managers:
        message = "The profile does not say how many case managers there are."
        expected = f"{CASE_MANAGERS}: and a number; for clinicians among them, {CLINICIANS}:"
        raise ProblemsFound((Problem("P302", organization, 0, 0, message, expected=expected),))
    caseload = caseload_of(request.source, rules, strict=request.strict)
    models, clients = _scored(caseload)
    counts = Counter(client.tenths for client in clients)
    result, served = staffing(rules, staff, ScoredCaseload(models, counts))
    summary = caseload.tally.summary()
    output = request.output
    if output.file is not None:
        if result.assigned is None:
            raise WrongUse("No assignment is possible with this staff, so nothing was written.")
        with streamed(output.file, force=output.force) as stream:
            _write_all(AssignedWriter(stream, rules), models, clients, result, served)

    def page() -> Any:
        """Lay out the comparison."""
        whose, person = profile.label or organization, request.source.person
        page = staffing_page(
            rules, result, summary, caseload.notes, whose, person, suppress=request.suppress
        )
        return marked(page, rules)

    def data() -> "JsonOutput":
        """Build the comparison for JSON."""
        from casemodel import __version__
        from casemodel.render.json_models.staffing import staffing as as_data

        return as_data(
            rules,
            result,
            summary,
            caseload.notes,
            __version__,
            request.source.person,
            suppress=request.suppress,
        )

    return CommandAnswer(page, data)


def _scored(caseload: Caseload) -> tuple[tuple[str, ...], list[ScoredClient]]:
    """Give the scored models and every scored client. Raises WrongUse for too many."""
    models: tuple[str, ...] = ()
    clients = []
    for client in caseload.clients():
        row, result = client.row, client.result
        if result is None:
            continue
        models = models or tuple(sorted(result.model_tenths))
        tenths = tuple(result.model_tenths[model] for model in models)
        clients.append(ScoredClient(row.file, row.number, row.id, client.danger, tenths))
        if len(clients) > STAFFED_CLIENTS:
            raise WrongUse(
                f"A caseload of more than {STAFFED_CLIENTS:,} clients is too large for this."
            )
    return models, clients


def _write_all(
    writer: AssignedWriter,
    models: tuple[str, ...],
    clients: list[ScoredClient],
    result: StaffingResult,
    served_by: ServedBy,
) -> None:
    """Write every client; among those with equal scores, the first rows get the first models."""
    left = {
        key: iter([model for model, n in served for _ in range(n)])
        for key, served in served_by.items()
    }
    known = [capacity.model for capacity in result.capacities]
    for client in clients:
        scores = dict(zip(models, client.tenths, strict=True))
        best = best_of(models, client.tenths, known)
        writer.add(client, best, next(left[client.tenths]), scores)
