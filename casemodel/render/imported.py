"""Imported people as a spreadsheet, and as profiles."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from casemodel.files.yaml_text import quoted
from casemodel.imports.values import ImportedClient, ImportResult
from casemodel.pages.imported import origin_of
from casemodel.profiles.values import UNANSWERED_WORDS, State
from casemodel.render.caseload.writers import CsvLines
from casemodel.render.safe import harmless

_WORDS: dict[State, str] = {state: word for word, state in UNANSWERED_WORDS.items()}
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
# Names that mean devices on Windows, with any ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


def write_clients(stream: BinaryIO, result: ImportResult) -> None:
    """Write a CSV file with a line for each person, as `casemodel caseload` reads it.

    It has a column for each question that anyone has an answer to. Answers to confirm are left out:
    they would count.
    """
    questions = [
        tally.rule.question
        for tally in result.tallies
        if tally.filled or tally.not_known or tally.refused
    ]
    lines = CsvLines(stream, ["id", *questions], numbers=())
    for client in result.clients:
        lines.write([harmless(client.id).strip(), *(_word(client, q) for q in questions)])


def _word(client: ImportedClient, question: str) -> str:
    value = client.values.get(question)
    if value is None or value.hint:
        return ""
    return value.level or _WORDS[value.state]


def profile_text(result: ImportResult, client: ImportedClient) -> str:
    """Write the profile of one person, each answer with its origin."""
    lines = ["schema: 1", "kind: client", f"id: {quoted(client.id)}", f"date: {result.day}"]
    answers = [
        f"  {question}: {{{_answer(client, question)}, from: {quoted(origin_of(result, value))}}}"
        for question, value in client.values.items()
    ]
    lines += ["answers:", *answers] if answers else ["answers: {}"]
    return "".join(f"{line}\n" for line in lines)


def _answer(client: ImportedClient, question: str) -> str:
    value = client.values[question]
    if value.hint:
        return f"answer: {_WORDS['not_asked']}, hint: {value.level}"
    return f"answer: {value.level or _WORDS[value.state]}"


def profiles(result: ImportResult) -> Iterator[tuple[str, str]]:
    """Yield the name of the file and the text of each profile.

    The file has the person's id as its name, or a number where the id is not a safe name.
    """
    names_taken: set[str] = set()
    for number, client in enumerate(result.clients, 1):
        name = client.id
        safe = _FILE_NAME.fullmatch(name) and not _DEVICES.fullmatch(name)
        if not safe or name.casefold() in names_taken:
            name = f"client.{number:06}"
        names_taken.add(name.casefold())
        yield f"{name}.yaml", profile_text(result, client)
