"""Many clients: choose a spreadsheet, confirm what its columns are, see the summary."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePath
from threading import Lock
from typing import NamedTuple

from starlette.responses import Response

from casemodel.cli.caseload_read import CaseloadSource, caseload_of
from casemodel.cli.local_rules import marked
from casemodel.desk.questions import AnswerChoice, answer_named, choices_of, words_of
from casemodel.desk.visit import Visit, file_response, shown
from casemodel.files.problems import Problem, ProblemsFound, WrongUse
from casemodel.knowledge.values import Rules
from casemodel.pages.caseload import caseload_page
from casemodel.profiles.values import UNANSWERED_WORDS, Answer
from casemodel.render.caseload.writers import find_form
from casemodel.tables.cells import fold, reader_of
from casemodel.tables.column_map import NO_MAP, CaseloadMap, Mapped, Named
from casemodel.tables.opening import open_sheet
from casemodel.tables.stream import Streams
from casemodel.tables.suggest import ProposedColumn, propose
from casemodel.texts.messages import phrase

_ID = "id"
_CSV, _EXCEL = "csv", "xlsx"
_scoring = Lock()  # a terminal shows one progress bar at a time


class CodeShown(NamedTuple):
    """A code of a column that is no answer by itself, and the answers that it may stand for."""

    field: str
    code: str
    choices: tuple[AnswerChoice, ...]


class ColumnShown(NamedTuple):
    """A column, the questions that it may answer, and its codes that need a meaning."""

    field: str
    name: str
    choices: tuple[AnswerChoice, ...]
    sure: bool
    codes: tuple[CodeShown, ...]


def choose(visit: Visit) -> Response:
    """List the spreadsheets of the folder, or show the proposed columns of one."""
    file = visit.query("file")
    if not file:
        return visit.page(
            "caseload.html", title=phrase("desk.caseload"), sheets=visit.work.folder.sheets()
        )
    return _columns(visit, file, {}, "")


def _columns(
    visit: Visit,
    file: str,
    sent: Mapping[str, str],
    wrong: str,
    problems: tuple[Problem, ...] = (),
) -> Response:
    rules = visit.work.rules()
    columns = tuple(_shown(rules, _proposed(visit, file), sent))
    return visit.page(
        "columns.html",
        title=phrase("desk.columns"),
        file=file,
        columns=columns,
        wrong=wrong,
        problems=problems,
    )


def _proposed(visit: Visit, file: str) -> tuple[ProposedColumn, ...]:
    path, rules = str(visit.work.folder.file(file)), visit.work.rules()
    return propose(open_sheet(path, rules, NO_MAP, None, Streams()), rules)


def _shown(
    rules: Rules, proposed: tuple[ProposedColumn, ...], sent: Mapping[str, str]
) -> Iterator[ColumnShown]:
    """Yield the columns with what is proposed, or what a person has chosen."""
    criteria = rules.criteria_for("client")
    for number, proposal in enumerate(proposed):
        field = f"c:{number}"
        chosen = sent.get(field, _ID if proposal.is_id else proposal.criterion)
        names = [("", phrase("desk.left_out")), (_ID, phrase("desk.client_id"))]
        names += [(criterion.id, criterion.name) for criterion in criteria]
        codes = tuple(_codes(rules, proposal, chosen, f"v:{number}", sent))
        sure = proposal.sure or not chosen or bool(sent)
        yield ColumnShown(field, proposal.column.name, choices_of(names, chosen), sure, codes)


def _codes(
    rules: Rules, proposal: ProposedColumn, chosen: str, field: str, sent: Mapping[str, str]
) -> Iterator[CodeShown]:
    """Yield the codes of a column that are no answers to its question by themselves."""
    if chosen not in rules.criteria:
        return
    criterion = rules.criteria[chosen]
    read = reader_of(criterion)
    for number, code in enumerate(proposal.column.codes or ()):
        if read(code) is None:
            name = f"{field}:{number}"
            names = [("", phrase("desk.no_meaning"))]
            names += [(w, answer_named("client", criterion, w)) for w in words_of(criterion)]
            yield CodeShown(name, code, choices_of(names, sent.get(name, "")))


def score(visit: Visit) -> Response:
    """Score every client by the columns chosen: a summary, or a file of results."""
    file, wants = visit.field("file"), visit.field("wants")
    sent = {key: str(value) for key, value in visit.form.items() if key[:2] in ("c:", "v:")}
    chosen = [word for key, word in sent.items() if key.startswith("c:") and word]
    if wants == "columns":
        return _columns(visit, file, sent, "")
    if len(set(chosen)) < len(chosen):
        return _columns(visit, file, sent, phrase("desk.column_twice"))
    if not set(chosen) - {_ID}:
        return _columns(visit, file, sent, phrase("desk.no_column"))
    rules = visit.work.rules()
    mapped = _map(rules, _proposed(visit, file), sent)
    path = str(visit.work.folder.file(file))
    source = CaseloadSource((path,), mapped, None, None, visit.work.options, Streams())
    stream = BytesIO()
    try:
        with _scoring:
            caseload = caseload_of(source, rules, strict=False)
            form = find_form(f"results.{_EXCEL if wants == _EXCEL else _CSV}")
            writer = form.writer(stream, rules)
            for client in caseload.clients():
                writer.add(client)
            summary = caseload.tally.summary()
    except ProblemsFound as found:
        return _columns(visit, file, sent, phrase("desk.columns_wrong"), found.problems)
    page = marked(caseload_page(rules, summary, caseload.notes, None, suppress=True), rules)
    if wants in (_CSV, _EXCEL):
        writer.end(page)
        return file_response(f"{PurePath(file).stem}-results.{wants}", stream.getvalue())
    return visit.page(
        "summary.html", title=phrase("desk.caseload"), shown=shown(page), file=file, sent=sent
    )


def _map(
    rules: Rules, proposed: tuple[ProposedColumn, ...], sent: Mapping[str, str]
) -> CaseloadMap:
    """Make the map of columns that a person has confirmed. Raises WrongUse if it makes no sense."""
    names = [proposal.column.name for proposal in proposed]
    id_column, columns, ignored = None, {}, []
    for number, proposal in enumerate(proposed):
        name = proposal.column.name
        column = Named(name, names[: number + 1].count(name) if names.count(name) > 1 else 0)
        word = sent.get(f"c:{number}", "")
        if word == _ID:
            id_column = column
        elif word in rules.criteria:
            columns[word] = Mapped(column, dict(_meanings(rules, proposal, word, number, sent)))
        elif word:
            raise WrongUse(phrase("desk.no_answer"))
        else:
            ignored.append(name)
    return CaseloadMap(id_column, columns, tuple(ignored))


def _meanings(
    rules: Rules, proposal: ProposedColumn, chosen: str, number: int, sent: Mapping[str, str]
) -> Iterator[tuple[str, Answer]]:
    words = words_of(rules.criteria[chosen])
    for place, code in enumerate(proposal.column.codes or ()):
        word = sent.get(f"v:{number}:{place}", "")
        if word in words:
            state = UNANSWERED_WORDS.get(word)
            answer = Answer(state, "") if state else Answer("answered", word)
            yield fold(code), answer
