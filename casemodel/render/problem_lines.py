"""The page for files with problems: every one at once, with its place and what would be right."""

from casemodel.files.problems import Problem
from casemodel.pages.words import counted
from casemodel.render.safe import harmless, writable
from casemodel.texts.messages import phrase


def problems_text(problems: tuple[Problem, ...], encoding: str = "utf-8") -> str:
    """Write each problem with its place, the line itself if it may be shown, and advice.

    Not a document: an editor that reads 'file:line:column:' wants the lines as they are, unwrapped.
    """
    lines = [line for problem in problems for line in lines_of(problem)]
    lines.append(phrase("problems.none_scored", problems=counted(len(problems), "problem")))
    return "".join(f"{writable(line, encoding)}\n" for line in lines)


def lines_of(problem: Problem, word: str = "") -> list[str]:
    """Write the lines of one problem; `word` stands before its message, as 'advice: ' does."""
    lines = [f"{place_of(problem)} {word}{harmless(problem.message)} [{harmless(problem.code)}]"]
    lines += _pointed_at(problem)
    for label, text in (
        (phrase("label.found"), problem.found),
        (phrase("label.expected"), problem.expected),
        (phrase("label.nearest"), ", ".join(problem.nearest)),
    ):
        if text:
            lines.append(f"    {label}: {harmless(text)}")
    return lines


def place_of(problem: Problem) -> str:
    """Write the file, line and column, as editors read them: 'org.yaml:12:3:'."""
    place = f"{harmless(problem.file)}:"
    if problem.line:
        place += f"{problem.line}:"
    if problem.line and problem.column:
        place += f"{problem.column}:"
    return place


def _pointed_at(problem: Problem) -> list[str]:
    """Write the line of the file and a caret below the column; nothing if it may not be shown."""
    if not problem.source_line:
        return []
    number = str(problem.line)
    shown_line = harmless(problem.source_line)
    lines = [f"  {number} | {shown_line}"]
    if problem.column:
        # Escapes make the shown line longer than the one in the file: measure what precedes.
        before = harmless(problem.source_line[: problem.column - 1])
        from rich.cells import cell_len

        lines.append(f"  {' ' * len(number)} | {' ' * cell_len(before)}^")
    return lines
