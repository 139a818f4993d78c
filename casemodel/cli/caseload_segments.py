"""`casemodel caseload ... --segments ORG`: a caseload as the segments of a population."""

from typing import TYPE_CHECKING, Any

from casemodel.caseload.segments import (
    ClientGroup,
    Grouper,
    Grouping,
    group_name,
    model_of,
    share_text,
)
from casemodel.caseload.suppression import FEWEST
from casemodel.cli.caseload_read import Caseload, caseload_of
from casemodel.cli.caseload_run import Request, refuse_files
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.files import say_written, write_whole
from casemodel.cli.local_rules import marked
from casemodel.cli.options import Output
from casemodel.cli.schema_line import moved
from casemodel.files.problems import Problem, ProblemsFound, WrongUse
from casemodel.files.yaml_text import one_line
from casemodel.pages.caseload_segments import segments_page
from casemodel.profiles.segmented import NewSegment, with_segments

if TYPE_CHECKING:
    from casemodel.render.json_models.base import JsonOutput


def make_segments(request: Request, organization: str) -> None:
    """Write the organization's profile with the clients as its segments.

    Raises WrongUse if no new file is named, or a file cannot be used as it is given.
    """
    output = request.output
    if output.file is None:
        raise WrongUse("--segments needs -o with a name for the new profile.")
    refuse_files(request, organization)
    deliver(Output(output.format, None, force=False), lambda: _made(request, organization))
    say_written(output.file)


def _made(request: Request, organization: str) -> CommandAnswer:
    rules = request.loaded_rules()
    caseload = caseload_of(request.source, rules, strict=request.strict)
    grouping = grouped(caseload)
    summary = caseload.tally.summary()
    refused = _why_not(grouping)
    if refused is not None:
        raise ProblemsFound((refused._replace(file=caseload.sheets[0].sheet.file),))
    segments = [
        NewSegment(group_name(rules, group), share_text(group.share), _answers(group))
        for group in grouping.groups
    ]
    local = rules.local
    why = f"{_WHY} With house rules of {one_line(local.agency)}." if local else _WHY
    output = request.output
    text = moved(with_segments(organization, rules, segments, why), organization, str(output.file))
    write_whole(str(output.file), text, force=output.force, private=True)

    def page() -> Any:
        """Lay out the segments."""
        page = segments_page(
            rules, grouping, summary, caseload.notes, request.source.person, str(output.file)
        )
        return marked(page, rules)

    def data() -> "JsonOutput":
        """Build the segments for JSON."""
        from casemodel import __version__
        from casemodel.render.json_models.caseload import segments as as_data

        return as_data(rules, grouping, summary, caseload.notes, __version__, request.source.person)

    return CommandAnswer(page, data)


_WHY = "From a caseload: clients by the model that suits each best, at least 11 to a segment."
_FEWEST_SEGMENTS = 2


def _why_not(grouping: Grouping) -> Problem | None:
    """Give the problem if there are no two segments to tell apart, else None."""
    if grouping.clients < FEWEST:
        too_few = f"Fewer than {FEWEST} clients have an answer and were scored"
        return Problem("P508", "", 0, 0, f"{too_few}; segments of so few could point at one.")
    if len(grouping.groups) >= _FEWEST_SEGMENTS:
        return None
    message = "One model suits nearly all of them, so there are no two segments to tell apart."
    if grouping.without_common_answer:
        message = (
            "Fewer than two groups have an answer in common, so there are no two segments. A group "
            "has one where at least half of its clients answer the same question."
        )
    return Problem("P516", "", 0, 0, message)


def grouped(caseload: Caseload) -> Grouping:
    """Group the clients of all sheets; rows that could not be scored are left out."""
    rules, grouper = caseload.rules, Grouper()
    for client in caseload.clients():
        if client.result is not None:
            models = model_of(rules, client.result.first, client.result.second)
            grouper.add(*models, client.row.levels())
    return grouper.grouping(rules)


def _answers(group: ClientGroup) -> list[str]:
    return [
        f'{a.criterion}: {{answer: {a.level}, note: "about {a.tenths} in 10 of those asked"}}'
        for a in group.answers
    ]
