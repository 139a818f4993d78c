"""`casemodel withdraw NUMBER`: take a decision back; both stay on record."""

from pathlib import Path

from casemodel.cli import dates, options, registering
from casemodel.cli.deliver import CommandAnswer, deliver

HELP = """Withdraw a decision. It stays on record, with who withdrew it and when. To delete it, use
casemodel forget.

\b
Examples:
  casemodel withdraw 12 --by supervisor
  casemodel withdraw 12 --by supervisor --note why.txt
"""


def withdraw(
    number: registering.NumberArgument,
    *,
    by: registering.RoleOption = None,
    note: registering.NoteOption = None,
    date: registering.TodayOption = None,
    register: registering.RegisterOption = None,
    out: options.OutputOptions,
) -> None:
    """Take a decision back."""
    chosen = out.checked()
    file = registering.register_at(register)
    day = dates.today(date)
    role = registering.role_of(by)
    deliver(chosen, lambda: _answer(number, role, registering.note_of(note), day, file))


def _answer(number: int, role: str, note: str, day: str, file: Path) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.registering import opened
    from casemodel.pages.decided import taken_back
    from casemodel.render.json_models.decisions import withdrawn as as_data

    with opened(file) as register:
        before = register.decision(number).content
        entry = before._replace(
            about=number,
            what="withdrawn",
            fingerprint="",
            answers="",
            reason="",
            role=role,
            note=note,
            made_on=day,
            tool_version=__version__,
        )
        register.add(entry)
    return CommandAnswer(
        lambda: taken_back(entry, number),
        lambda: as_data(entry, number, __version__),
        private=True,
        done=f"Decision {number} is withdrawn all the same.",
    )
