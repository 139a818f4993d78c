"""Running `casemodel`: as a process of its own, as a user does, or inside this one, quickly."""

import io
import os
import re
import signal
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from casemodel.cli import answering
from casemodel.cli.main import run
from casemodel.engine.assessment import Assessment
from casemodel.engine.decision_problem import DEFAULT, TRIES, Options
from casemodel.explanation.values import Explanation
from casemodel.knowledge import bundled
from casemodel.knowledge.rule_files import read_bytes
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Profile

ROOT = Path(__file__).parents[2]
FEW_TRIES = 20
"""The tries of stability in place of the usual ones, for tests that look at something else."""

ORGANIZATION = """\
schema: 1
kind: organization
name: Riverbend Family Services
date: 2026-02-01
answers:
  complexity: many
  acuity: acute
  contact: frequent
  danger_self: "no"
"""
SEGMENTED = """\
schema: 1
kind: organization
name: Two Rivers
current_model: brokerage
answers:
  clients: 100
  case_managers: 8
  community_services: many
  place_of_work: mixed
segments:
  - name: steady
    share: 70%
    answers: {complexity: one, acuity: stable, obstacle_access: main, practical_help: none}
  - name: in crisis
    share: 30%
    answers: {complexity: many, acuity: acute, engagement: unlikely, practical_help: much}
"""
CLIENT = """\
schema: 1
kind: client
id: C-014
answers:
  complexity: many
  acuity: acute
  danger_self: "yes"
"""
SIGNED = "reason: We saw it., name: A. Director, date: 2026-01-05"
HOUSE = f"""\
schema: 1
agency: Riverbend
changes:
  - {{what: weight, criterion: complexity, to: 4.5, {SIGNED}}}
  - {{what: off, model: intensive, {SIGNED}}}
"""

GIVEN_UP = 600.0
"""The seconds after which a run hangs; so many that no other work on the machine decides a test."""

# What the surroundings say about colour and width must not decide a test.
_UNSET = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "PYTHONIOENCODING", "MANPAGER")


def profiles_in(folder: Path) -> Path:
    """The profiles of two organizations and a client, in a folder."""
    for name, text in (("org", ORGANIZATION), ("two", SEGMENTED), ("client", CLIENT)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


class Ran(NamedTuple):
    """How a run ended, and what it wrote."""

    status: int
    out: str
    err: str


def casemodel(
    *arguments: str,
    cwd: Path,
    stdin: str | bytes = "",
    encoding: str = "utf-8",
    usual_tries: bool = False,
    together: bool = False,
    **environment: str,
) -> Ran:
    """Run `casemodel` within this process, with few tries of stability unless the usual are asked.

    The same rules are loaded once for all runs, and the same profile is assessed and explained
    once: all three are pure. `together` writes both streams into `out`, as a terminal shows them.
    """
    out, err = (
        io.TextIOWrapper(io.BytesIO(), encoding, newline="", write_through=True) for _ in range(2)
    )
    if together:
        err = out
    stdin_bytes = stdin.encode() if isinstance(stdin, str) else stdin
    stdin_stream = io.TextIOWrapper(io.BytesIO(stdin_bytes), "utf-8")
    before = Path.cwd()
    os.chdir(cwd)
    try:
        with (
            mock.patch.multiple(
                sys, argv=["casemodel", *arguments], stdin=stdin_stream, stdout=out, stderr=err
            ),
            mock.patch.dict(os.environ, settings(**environment), clear=True),
            mock.patch.object(bundled, "load_rules", _load_rules),
            mock.patch.multiple(
                answering, assess=_assess if usual_tries else _quickly, explain=_explain
            ),
        ):
            status = run()
    finally:
        os.chdir(before)
    texts = [stream.buffer.getvalue().decode(encoding) for stream in (out, err)]  # type: ignore[attr-defined]
    return Ran(status, texts[0], "" if together else texts[1])


_loading = bundled.load_rules


_loaded: dict[str, Rules] = {}


def _load_rules(directory: str | Path | None = None) -> Rules:
    digest = "" if directory is None else read_bytes(Path(directory)).digest()
    if digest not in _loaded:
        _loaded[digest] = _loading(directory)
    return _loaded[digest]


_assessing, _explaining = answering.assess, answering.explain
_assessments: dict[str, list[Assessment]] = {}


def _assess(rules: Rules, profile: Profile, options: Options = DEFAULT) -> Assessment:
    of_profile = _assessments.setdefault(repr((profile, options)), [])
    for assessment in of_profile:
        if assessment.rules == rules:
            return assessment
    of_profile.append(_assessing(rules, profile, options))
    return of_profile[-1]


def _quickly(rules: Rules, profile: Profile, options: Options = DEFAULT) -> Assessment:
    few = options._replace(draws=FEW_TRIES) if options.draws >= TRIES else options
    return _assess(rules, profile, few)


@lru_cache(100)
def _explain(assessment: Assessment, *, detail: bool = False, quick: bool = False) -> Explanation:
    return _explaining(assessment, detail=detail, quick=quick)


def process(
    *arguments: str, cwd: Path, stdin: str = "", encoding: str = "utf-8", **environment: str
) -> Ran:
    """Run `casemodel` as a process with these arguments and settings of the environment."""
    completed = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=settings(encoding=encoding, **environment),
        input=stdin.encode(),
        capture_output=True,
        timeout=GIVEN_UP,
        check=False,
    )
    return Ran(
        completed.returncode, completed.stdout.decode(encoding), completed.stderr.decode(encoding)
    )


def without_digest(text: str) -> str:
    """The text without digests of the rules, which change with every word of them."""
    return re.sub(r"\b[0-9a-f]{64}\b|(?<=\()[0-9a-f]{12}(?=\))", "...", text)


def command(*arguments: str) -> list[str]:
    """The command line for these arguments."""
    return [sys.executable, "-m", "casemodel", *arguments]


def heed_requests_to_end() -> None:
    """Heed Ctrl-C, SIGTERM and SIGHUP: for `preexec_fn` of a program that a test will end.

    A program takes over what its parent ignores: SIGHUP under nohup, SIGINT in the background.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)


def settings(*, encoding: str = "utf-8", **environment: str) -> dict[str, str]:
    """The environment, with nothing in it about colour or width but what is given."""
    inherited = {name: value for name, value in os.environ.items() if name not in _UNSET}
    return {
        **inherited,
        "PAGER": "cat",
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": encoding,
        **environment,
    }
