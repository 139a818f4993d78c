"""The work of `casemodel caseload`: score, propose a map, or make segments of the clients."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from casemodel import __version__
from casemodel.caseload.tally import Summary
from casemodel.cli import streams
from casemodel.cli.caseload_engine import EngineWord, engine_for, score_by_query
from casemodel.cli.caseload_read import Caseload, CaseloadSource, caseload_of
from casemodel.cli.deliver import CommandAnswer, deliver, problems_shown
from casemodel.cli.files import (
    refuse_overwriting,
    refuse_read_file,
    say_written,
    streamed,
    write_whole,
)
from casemodel.cli.local_rules import marked, rules_for
from casemodel.cli.options import Output, refuse_force
from casemodel.cli.schema_line import schema_line
from casemodel.files.problems import WrongUse
from casemodel.knowledge.values import Rules
from casemodel.pages.caseload import caseload_page
from casemodel.pages.document import Document
from casemodel.render.caseload.writers import ResultsForm, find_form
from casemodel.render.safe import writable
from casemodel.tables.column_map import NO_MAP
from casemodel.tables.opening import open_sheet
from casemodel.tables.stream import FROM_INPUT
from casemodel.tables.suggest import suggest

if TYPE_CHECKING:
    from casemodel.render.json_models.base import JsonOutput


class Request(NamedTuple):
    """A request of the command line.

    `output` has the format of the screen, and the file for the clients. `engine` is the one that
    was asked for, if one was.
    """

    source: CaseloadSource
    rules: str | None
    output: Output
    strict: bool
    suppress: bool
    engine: EngineWord | None = None

    def loaded_rules(self) -> Rules:
        """Load the rules to score by, as the house changes them. Raises ProblemsFound."""
        return rules_for(self.rules, self.source.chosen_options.house)


def score_clients(request: Request) -> None:
    """Score every client; write them to a file if there is one, and the summary to the screen."""
    output = request.output
    form = find_form(output.file)
    refuse_files(request)
    deliver(Output(output.format, None, force=False), lambda: _scored(request, form))
    if output.file is not None:
        say_written(output.file)


def propose_map(request: Request) -> None:
    """Write a proposed map for one file, to a file or to the screen.

    Raises WrongUse for several files or a map, and CannotWrite.
    """
    output = request.output
    refuse_files(request)
    with problems_shown(output.format):
        if len(request.source.tables) > 1 or request.source.map is not None:
            raise WrongUse("--suggest-map takes one file, and no --map.")
        rules = request.loaded_rules()
        source = request.source
        sheet = open_sheet(source.tables[0], rules, NO_MAP, source.sheet, source.streams)
        text = schema_line("map", levels_up=0) + suggest(sheet, rules)
    if output.file is None:
        streams.write(writable(text, streams.encoding_of(streams.standard_output())))
        return
    write_whole(output.file, text, force=output.force, private=True)
    say_written(output.file)


def refuse_files(request: Request, *read: str) -> None:
    """Raise WrongUse if files cannot all be used as they are given.

    Standard input can be read once, and a file that is written must not exist, nor be read as well.
    `read` are files that are read beside those of the clients.
    """
    source, output = request.source, request.output
    mapped = source.map if isinstance(source.map, str) else None
    file_names = (*source.files, mapped, source.agency, source.chosen_options.house, *read)
    if file_names.count(FROM_INPUT) > 1:
        raise WrongUse("Standard input (-) can be only one of the files.")
    refuse_force(output.file, force=output.force)
    if output.file is None:
        return
    refuse_overwriting(output.file, force=output.force)
    refuse_read_file(output.file, file_names)


def _scored(request: Request, form: ResultsForm) -> CommandAnswer:
    engine = engine_for(request.source, form, request.engine)
    rules = request.loaded_rules()
    caseload = caseload_of(request.source, rules, strict=request.strict)

    def page(summary: Summary) -> Any:
        """Lay out the caseload."""
        person = request.source.person
        page = caseload_page(rules, summary, caseload.notes, person, suppress=request.suppress)
        return marked(page, rules)

    with _written(request.output) as stream:
        by_query = None
        if engine != "plain":
            by_query = score_by_query(engine, caseload, form, stream, suppress=request.suppress)
            if by_query is None:
                caseload = caseload_of(request.source, rules, strict=request.strict)
        summary = by_query or _score_each(caseload, form, stream, page)

    def data() -> "JsonOutput":
        """Build the caseload for JSON."""
        from casemodel.render.json_models.caseload import caseload as as_data

        return as_data(
            rules,
            summary,
            caseload.notes,
            __version__,
            request.source.person,
            suppress=request.suppress,
        )

    return CommandAnswer(lambda: page(summary), data, private=True)


def _score_each(
    caseload: Caseload,
    form: ResultsForm,
    stream: BinaryIO | None,
    page: Callable[[Summary], Document],
) -> Summary:
    """Score one client after the other, and write each to the stream if there is one."""
    if stream is None:
        for _ in caseload.clients():
            pass
        return caseload.tally.summary()
    with form.packed(stream) as out:
        writer = form.writer(out, caseload.rules)
        for client in caseload.clients():
            writer.add(client)
        summary = caseload.tally.summary()
        writer.end(page(summary))
    return summary


@contextmanager
def _written(output: Output) -> Iterator[BinaryIO | None]:
    """Open the clients' file, named only if all goes well; None without a file."""
    if output.file is None:
        yield None
        return
    with streamed(output.file, force=output.force) as stream:
        yield stream
