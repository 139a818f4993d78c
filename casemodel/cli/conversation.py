"""An interview held with a person, or with lines from a pipe.

The dialogue goes to standard error, so that standard output has the answer alone.
"""

import sys
from collections.abc import Iterable

from casemodel.cli import streams
from casemodel.cli.keeping import Kept
from casemodel.cli.lines import Lines
from casemodel.files.limits import INTERVIEW_LINES
from casemodel.files.problems import WrongUse
from casemodel.interview.steps import STOP, items_for_review, step
from casemodel.interview.values import Ended, State
from casemodel.pages.document import Document
from casemodel.pages.interview import prompt, prompt_lines, screen
from casemodel.pages.interview_sentences import (
    GivenOptions,
    continued,
    greeting,
    kept_where,
    remarks,
)
from casemodel.render.plain import as_plain
from casemodel.render.safe import harmless, writable
from casemodel.render.text import as_text
from casemodel.texts.messages import phrase

_FRUITLESS = 100
"""The number of lines in a row without progress after which input from a pipe is refused."""


class Conversation:
    """An interview on the terminal; with `plain`, one labelled fact a line."""

    def __init__(self, lines: Lines, *, plain: bool) -> None:
        """Take the source of answers."""
        self._lines = lines
        self._plain = plain
        self._width = streams.width_of(sys.stderr)
        self._encoding = streams.encoding_of(sys.stderr)

    def hold(self, kept: Kept, state: State, given_options: GivenOptions) -> State:
        """Ask until the interview ends; every answer is in the file before the next question.

        `given_options` go into the command that continues. Raises WrongUse if lines are no answers,
        CannotWrite if answers cannot be kept or nothing can be shown, and KeyboardInterrupt, having
        said where the answers are.
        """
        self._say(greeting(state, harmless(kept.file), new=kept.new))
        try:
            state = self._until_the_end(state, kept)
        except KeyboardInterrupt:
            self._say(("", *_end(kept, state, given_options)))
            raise
        self._say(_end(kept, state, given_options))
        return state

    def _until_the_end(self, state: State, kept: Kept) -> State:
        fruitless = 0
        for _ in range(INTERVIEW_LINES):
            self._show(state)
            line = self._typed(state)
            after = step(state, STOP if line is None else line)
            kept.keep(after.draft)
            if line is None:
                self._say((phrase("interview.input_ended"),))
            if isinstance(after.now, Ended):
                return after
            fruitless = fruitless + 1 if _reached(after) == _reached(state) else 0
            if fruitless >= _FRUITLESS and not self._lines.typed:
                break
            state = after
        raise WrongUse(
            f"Too many lines were not understood. Answers so far are in {harmless(kept.file)}."
        )

    def _show(self, state: State) -> None:
        self._say(remarks(state))
        page = screen(state)
        if page is not None:
            self._print(page)

    def _print(self, page: Document) -> None:
        if self._plain:
            streams.ask(as_plain(page, self._encoding))
        else:
            streams.ask("\n" + as_text(page, self._width, self._encoding))

    def _say(self, texts: Iterable[str]) -> None:
        """Show sentences, each on a line of its own."""
        for text in texts:
            if not self._plain:
                streams.ask(as_text(Document(text, ()), self._width, self._encoding))
            elif text:
                streams.ask(f"note: {writable(harmless(text), self._encoding)}\n")

    def _typed(self, state: State) -> str | None:
        text = harmless(prompt(state))
        if not self._plain:
            text = prompt_lines(text, self._width)
        streams.ask(writable(text, self._encoding))
        line = self._lines.next()
        if line is None or not self._lines.typed:
            streams.ask("\n")  # where nobody types, no line break is seen
        return line


def _reached(state: State) -> tuple[object, ...]:
    """Give the parts of the state that progress changes; looking back or at help does not."""
    return state.draft, state.trail, state.skipped, state.goes_on


def _end(kept: Kept, state: State, given_options: GivenOptions) -> tuple[str, ...]:
    """Say where the answers are and, if it stopped, how to go on."""
    answers = len(items_for_review(state._replace(draft=kept.draft)))
    file = harmless(kept.file)
    where = kept_where(answers, file)
    if state.now == Ended(finished=True):
        return where, ""
    harmless_options = tuple((option, harmless(value)) for option, value in given_options)
    return where, *continued(state.kind, file, harmless_options)
