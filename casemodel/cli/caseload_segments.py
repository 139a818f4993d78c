"""`casemodel caseload ... --segments ORG`: a caseload as the segments of a population."""

from typing import Any

from casemodel.caseload.segments import Group, Grouper, model_of, names_of_groups, share_text
from casemodel.caseload.suppression import FEWEST
from casemodel.caseload.tally import Tally
from casemodel.cli import streams
from casemodel.cli.caseload_read import Opened, opened, records
from casemodel.cli.caseload_run import Request, refuse_files
from casemodel.cli.deliver import Answer, deliver
from casemodel.cli.files import write_whole
from casemodel.cli.local_rules import marked
from casemodel.cli.options import Output
from casemodel.cli.schema_line import moved
from casemodel.files.problems import Problem, ProblemsFound, WrongUse
from casemodel.files.yaml_text import one_line
from casemodel.knowledge.values import Rules
from casemodel.pages.caseload_segments import segments_page
from casemodel.profiles.segmented import NewSegment, with_segments
from casemodel.render.safe import harmless


def make_segments(request: Request, organization: str) -> None:
    """Write the organization's profile with the clients as its segments."""
    output = request.output
    if output.file is None:
        raise WrongUse("--segments needs -o with a name for the new profile.")
    refuse_files(request, organization)
    deliver(Output(output.format, None, force=False), lambda: _made(request, organization))
    streams.say(f"Written: {harmless(output.file)}")


def _made(request: Request, organization: str) -> Answer:
    rules = request.loaded_rules()
    sheets = opened(request.source, rules)
    scorer = sheets[0].scorer
    tally = Tally(scorer.open_criteria, len(scorer.criteria))
    groups = grouped(rules, sheets, tally, strict=request.strict)
    summary = tally.summary()
    if summary.scored < FEWEST:
        message = f"Fewer than {FEWEST} clients were scored; segments of so few could point at one."
        raise ProblemsFound((Problem("P508", sheets[0].sheet.file, 0, 0, message),))
    if len(groups) < _FEWEST_SEGMENTS:
        message = "One model suits nearly all of them, so there are no two segments to tell apart."
        raise ProblemsFound((Problem("P516", sheets[0].sheet.file, 0, 0, message),))
    names = names_of_groups(rules, groups)
    segments = [
        NewSegment(names[group.model], share_text(group.share), _answers(group)) for group in groups
    ]
    local = rules.local
    why = f"{_WHY} With house rules of {one_line(local.agency)}." if local else _WHY
    output = request.output
    text = moved(with_segments(organization, rules, segments, why), organization, str(output.file))
    write_whole(str(output.file), text, force=output.force, private=True)

    def page() -> Any:
        return marked(segments_page(rules, groups, summary, str(output.file)), rules)

    def data() -> dict[str, object]:
        from casemodel import __version__
        from casemodel.render.caseload_json import segments as as_data

        return as_data(rules, groups, summary, __version__)

    return Answer(page, data)


_WHY = "From a caseload: clients by the model that suits each best, at least 11 to a segment."
_FEWEST_SEGMENTS = 2


def grouped(
    rules: Rules, sheets: tuple[Opened, ...], tally: Tally, *, strict: bool
) -> tuple[Group, ...]:
    """The clients of all sheets in groups; rows that could not be scored are left out."""
    grouper = Grouper()
    columns = {one.sheet.file: one.layout.columns for one in sheets}
    for record in records(sheets, rules, tally, explained=False, strict=strict):
        if not record.scored:
            continue
        levels = []
        for column in columns[record.file]:
            answer = column.read(record.cells[column.index])
            if answer is not None and answer.state == "answered":
                levels.append((column.criterion, answer.level))
        grouper.add(*model_of(rules, record.outcome.first, record.outcome.second), levels)
    return grouper.groups(rules)


def _answers(group: Group) -> list[str]:
    return [
        f'{n.criterion}: {{answer: {n.level}, note: "about {n.tenths} in 10 of those asked"}}'
        for n in group.needs
    ]
