"""The query over the compiled rules: what `casemodel score` says, for every row of a table.

It is plain SQL, a step after the other, each with a name. Its input is the table `clients` (a
`client`, and for each question a column with the ids of answers) and the tables of `compiled`.
Whole numbers are held in floating point, which is exact for them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from casemodel.knowledge.values import Caution, Condition
from casemodel.warehouse.compiled import KEY, CompiledAlternative, CompiledRules

NEVER = -1_000_000
"""In place of the lead of an alternative that cannot be recommended; below any lead."""

_FEW = 5  # unanswered questions, up to which the engine may prove by trying all answers
_LATER = 1000  # added to the place of a question that cannot decide alone
_TIMES = " || "


class Step(NamedTuple):
    """One step of the query: its name, what it does, and its SELECT."""

    name: str
    says: str
    sql: str


def full_query(rules: CompiledRules) -> str:
    """Write the query for everything that a row of results says, in one piece."""
    return in_one_piece(QueryWriter(rules).steps())


def score_query(rules: CompiledRules) -> str:
    """Write the query for models, scores, match and recommendation alone, in one piece."""
    return in_one_piece(QueryWriter(rules).scores())


def in_one_piece(steps: Sequence[Step]) -> str:
    """Write steps as one query; the last one is its result."""
    *before, last = steps
    named = (f"-- {step.says}\n{step.name} AS (\n{_indented(step.sql)}\n)" for step in before)
    start = "WITH\n" + ",\n".join(named) + "\n" if before else ""
    return f"{start}-- {last.says}\n{last.sql}\n"


_KEPT = frozenset({"answers", "unanswered", "scored", "gaps", "asked", "found"})


def in_tables(steps: Iterable[Step]) -> Iterator[tuple[str, str]]:
    """Yield the queries of tables, by name: one for every step that several later ones use."""
    waiting: list[Step] = []
    for step in steps:
        waiting.append(step)
        if step.name in _KEPT:
            yield step.name, in_one_piece(waiting)
            waiting = []


def quoted(text: str) -> str:
    """Write a text as SQL does."""
    return "'" + text.replace("'", "''") + "'"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _lines(texts: Iterable[str], between: str = ",\n  ") -> str:
    return between.join(texts)


class QueryWriter:
    """A writer of the query's steps.

    With `coded`, the columns of `clients` hold the codes of answers in place of their ids, and the
    three strongest reasons are found by a function of DuckDB; that is quicker. `columns` are the
    questions that a file has columns for, if not all: a danger that nobody was asked about is left
    out.
    """

    def __init__(
        self, rules: CompiledRules, *, coded: bool = False, columns: frozenset[str] | None = None
    ) -> None:
        """Take the rules as tables."""
        self._columns = frozenset(c.id for c in rules.questions) if columns is None else columns
        self._rules = rules
        self._coded = coded
        self._codes = rules.codes
        self._numbers = rules.numbers
        self._run = rules.runnable
        self._models = [a for a in self._run if not a.hybrid]
        self._hybrids = [a for a in self._run if a.hybrid]
        self._asked = {c.id: c for c in rules.questions}
        self._answers = max(self._codes[key] for key in rules.points)

    def steps(self) -> list[Step]:
        """Write every step; the last one is the result."""
        return [
            *self._scoring(),
            self._gaps(),
            self._tried(),
            self._asked_next(),
            *self._told(),
            self._widest(),
            *self._without(),
            self._together(),
            self._warned(),
            self._found(),
            self.named(),
        ]

    def scores(self) -> list[Step]:
        """Write the steps for models, scores, match and recommendation."""
        return [
            *self._scoring(),
            *self._told(),
            Step(
                "result", "Models, scores, match and recommendation.",
                "SELECT s.client, s.first, s.first_tenths / 10.0 AS score,\n"
                f"  {self._match()} AS match_percent, s.outcome\n"
                "FROM scored s\nLEFT JOIN told t ON t.client = s.client",
            ),
        ]  # fmt: skip

    def _scoring(self) -> list[Step]:
        return [
            *self._answers_steps(),
            self._totals(),
            self._keys("keys", "totals", "WHERE unread = 0"),
            self._chosen("chosen", "keys"),
            self._scored(),
        ]

    def _answers_steps(self) -> Iterator[Step]:
        """The answers and the unanswered questions; in text they are first put into codes."""
        given, open_ = f"code <= {self._answers}", f"code > {self._answers}"
        says = "Each client's answer to each question, by its code."
        open_says = "Each client's unanswered questions, by their codes."
        if self._coded:
            for name, which, what in (("answers", given, says), ("unanswered", open_, open_says)):
                each = (
                    f"SELECT client, {c} AS code FROM clients WHERE {which.replace('code', c)}"
                    for c in self._asked
                )
                yield Step(name, what, _lines(each, "\nUNION ALL "))
            return
        texts = (
            f"SELECT client, {quoted(c)} AS question,"
            f" COALESCE(NULLIF({c}, ''), 'not asked') AS answer FROM clients"
            for c in self._asked
        )
        yield Step(
            "cells", "Each client's cell for each question, by its code; NULL if it has none.",
            f"SELECT t.client, k.code\nFROM (\n  {_lines(texts, chr(10) + '  UNION ALL ')}\n) t\n"
            "LEFT JOIN codes k ON k.question = t.question AND k.answer = t.answer",
        )  # fmt: skip
        yield Step("answers", says, f"SELECT * FROM cells WHERE {given} OR code IS NULL")
        yield Step("unanswered", open_says, f"SELECT * FROM cells WHERE {open_}")

    def _totals(self) -> Step:
        sums = (f"COALESCE(SUM(p.{a.id}), 0) AS {a.id}" for a in self._rules.alternatives)
        return Step(
            "totals",
            "The points of every model and hybrid, whole numbers in its unit.",
            "SELECT c.client,\n  COUNT(p.code) AS answered,\n"
            "  COUNT(a.client) - COUNT(p.code) AS unread,\n"
            f"  {_lines(sums)}\nFROM clients c\nLEFT JOIN answers a ON a.client = c.client\n"
            "LEFT JOIN points p ON p.code = a.code\nGROUP BY c.client"
            if not self._coded
            else "SELECT a.client, COUNT(*) AS answered, 0 AS unread,\n"
            f"  {_lines(sums)}\nFROM answers a\nJOIN points p ON p.code = a.code\nGROUP BY a.client",
        )

    def _keys(self, name: str, source: str, where: str = "") -> Step:
        """What each alternative counts for: a hybrid less its overhead and its margin."""
        keys = (
            f"CASE WHEN {a.id} > {a.overhead * a.unit} THEN ({_lead(a)}) / {a.unit}.0 "
            f"ELSE {NEVER} END AS {a.id}_key"
            for a in self._run
        )
        return Step(
            name,
            "The lead of each over 50, if it can be recommended; a hybrid's less the margin.",
            f"SELECT *,\n  {_lines(keys)}\nFROM {source} {where}".rstrip(),
        )

    def _chosen(self, name: str, source: str) -> Step:
        """The full rule: the highest lead; a hybrid before a model; in a tie, nothing."""
        models = _greatest(f"{a.id}_key" for a in self._models)
        hybrids = _greatest(f"{a.id}_key" for a in self._hybrids)
        whens = [
            "WHEN best_model = best_hybrid AND best_model = {never} THEN NULL",
            *(f"WHEN best_hybrid >= best_model AND {_ties(self._hybrids, 'best_hybrid')} > 1 THEN NULL"
              for _ in self._hybrids[:1]),
            *(f"WHEN best_hybrid >= best_model AND {a.id}_key = best_hybrid THEN {self._numbers[a.id]}"
              for a in self._hybrids),
            *(f"WHEN {_ties(self._models, 'best_model')} > 1 THEN NULL" for _ in self._models[:1]),
            *(f"WHEN {a.id}_key = best_model THEN {self._numbers[a.id]}" for a in self._models),
        ]  # fmt: skip
        case = _lines(whens, "\n    ").format(never=NEVER)
        return Step(
            name,
            "The number of the recommended one; NULL in an exact tie, or where none is above 50.",
            f"SELECT *,\n  CASE\n    {case}\n  END AS recommended\nFROM (\n"
            f"  SELECT *, {models} AS best_model,\n    {hybrids} AS best_hybrid\n"
            f"  FROM {source}\n) b",
        )

    def _scored(self) -> Step:
        """What is shown first, and everything later steps need of it."""
        every = self._rules.alternatives
        number = self._numbers
        tenths = [f"{_tenths(a.id, a)} AS {a.id}_tenths" for a in every]
        by_id = sorted(every, key=lambda a: (a.hybrid, a.id))
        fits = [f"{a.id}_tenths - {10 * a.margin}" for a in by_id]
        firsts = (
            f"WHEN {fit} = best_fit THEN {number[a.id]}"
            for fit, a in zip(fits, by_id, strict=True)
        )
        tops = _lines((f"CASE WHEN {a.id}_tenths = top THEN 1 ELSE 0 END" for a in every), " + ")
        models = sorted((a for a in every if not a.hybrid), key=lambda a: a.id)
        others = [
            f"CASE WHEN first = {number[a.id]} THEN {NEVER} ELSE {a.id} / {a.unit}.0 END"
            f" AS {a.id}_other"
            for a in models
        ]
        best_other = _greatest(f"{a.id}_other" for a in models)
        seconds = (
            f"WHEN {a.id}_other = {best_other} AND {a.id}_other > {NEVER} THEN {number[a.id]}"
            for a in models
        )
        columns = {
            "first_tenths": {a.id: f"{a.id}_tenths" for a in every},
            "first_points": {a.id: a.id for a in every},
            "first_unit": {a.id: a.unit for a in every},
            "first_overhead": {a.id: a.overhead for a in every},
            "first_margin": {a.id: a.margin for a in every},
        }
        told = (
            f"CASE first {' '.join(f'WHEN {number[i]} THEN {v}' for i, v in by.items())} END"
            f" AS {name}"
            for name, by in columns.items()
        )
        top = _greatest(f"{a.id}_tenths" for a in every)
        return Step(
            "scored",
            "The one shown first, the best other model, and printed scores in tenths.",
            f"""SELECT *,
  CASE {_lines(seconds, chr(10) + "    ")} END AS second
FROM (
  SELECT *,
    {_lines((*others, *told), "," + chr(10) + "    ")}
  FROM (
    SELECT *,
      CASE WHEN recommended IS NOT NULL THEN recommended
        {_lines(firsts, chr(10) + "        ")} END AS first,
      CASE WHEN recommended IS NOT NULL THEN 'yes'
        WHEN best_model > {NEVER} OR best_hybrid > {NEVER} THEN 'tie' ELSE 'no' END AS outcome,
      CASE WHEN recommended IS NULL THEN {tops} END AS at_top
    FROM (
      SELECT *,
        CASE WHEN recommended IS NULL THEN {_greatest(fits)} END AS best_fit,
        CASE WHEN recommended IS NULL THEN {top} END AS top
      FROM (
        SELECT *,
          {_lines(tenths, "," + chr(10) + "          ")}
        FROM chosen
      ) a
    ) b
  ) c
) d""",
        )  # fmt: skip

    def _told(self) -> list[Step]:
        """Write what the answers say for what is shown first."""
        joined = f"""FROM scored s
JOIN answers a ON a.client = s.client
JOIN reasons r ON r.said = {KEY} * s.first + a.code"""
        if self._coded:
            return [
                Step(
                    "told", "The most that the answered questions could have given, and reasons.",
                    f"""SELECT s.client, SUM(r.most) AS most, SUM(r.sure) AS sure,
  MAX(r.perhaps) AS perhaps, MIN(CASE WHEN r.sure = 1 THEN r.place END, 3) AS places
{joined}
GROUP BY s.client""",
                )
            ]  # fmt: skip
        return [
            Step(
                "spoken", "What each answer says for what is shown first.",
                f"""SELECT s.client, r.most, r.sure, r.perhaps, r.place,
  ROW_NUMBER() OVER (PARTITION BY s.client, r.sure ORDER BY r.place) AS nth
{joined}""",
            ),
            Step(
                "told", "The most that the answered questions could have given, and reasons.",
                """SELECT client, SUM(most) AS most, SUM(sure) AS sure, MAX(perhaps) AS perhaps,
  MAX(CASE WHEN sure = 1 AND nth = 1 THEN place END) AS place_1,
  MAX(CASE WHEN sure = 1 AND nth = 2 THEN place END) AS place_2,
  MAX(CASE WHEN sure = 1 AND nth = 3 THEN place END) AS place_3
FROM spoken
GROUP BY client""",
            ),
        ]  # fmt: skip

    def _gaps(self) -> Step:
        """Each rival's lead over the recommended one, a whole number."""
        gaps = (
            f"CASE WHEN recommended = {self._numbers[a.id]} THEN -1 ELSE ({_lead(a)}) * first_unit - "
            f"(first_points - (first_overhead + first_margin) * first_unit) * {a.unit}"
            f" END AS {a.id}_gap"
            for a in self._run
        )
        models = (a.id for a in self._models)
        return Step(
            "gaps",
            "Each rival's lead over the recommended one, in the product of both units.",
            f"""SELECT client, first, first_margin AS margin,
  first_points - first_overhead * first_unit AS room,
  {_lines((*models, *gaps))}
FROM scored
WHERE recommended IS NOT NULL""",
        )

    def _catching_up(self, moves: str) -> tuple[str, str]:
        """Write when a rival surely catches up, and when it may.

        A hybrid displaces a model where they are level; a model must pass a hybrid, and then be
        above 50 itself, which may depend on the answers meant.
        """
        surely, perhaps = [f"g.room + {moves}.lowest <= 0"], []
        for a in self._run:
            level = f"g.{a.id}_gap + {moves}.{a.id}_reach"
            if a.hybrid:
                surely.append(f"{level} >= 0")
                continue
            above = f"g.margin > 0 AND {level} > 0 AND g.{a.id} + {moves}.{a.id}_then"
            surely += [f"(g.margin = 0 AND {level} >= 0)", f"({above} > 0)"]
            if self._hybrids:
                perhaps.append(f"({above} <= 0)")
        lines = "\n    OR "
        return lines.join(surely), lines.join(perhaps) or "1 = 0"

    def _tried(self) -> Step:
        surely, perhaps = self._catching_up("m")
        return Step(
            "tried",
            "Each unanswered question: can one answer to it change what is recommended?",
            f"""SELECT g.client, m.place, m.matters, m.refused,
  CASE WHEN {surely}
    THEN 1 ELSE 0 END AS decides,
  CASE WHEN {perhaps}
    THEN 1 ELSE 0 END AS may_decide
FROM gaps g
JOIN unanswered a ON a.client = g.client
JOIN moves m ON m.move = {KEY} * g.first + a.code""",
        )

    def _asked_next(self) -> Step:
        return Step(
            "asked",
            "Whether one answer can change it, and the question to ask next.",
            f"""SELECT client,
  MAX(decides) AS one_answer,
  MAX(CASE WHEN decides = 0 THEN may_decide ELSE 0 END) AS perhaps,
  MIN(CASE WHEN refused = 1 THEN NULL WHEN decides = 1 THEN place
    WHEN matters = 1 THEN place + {_LATER} END) AS next_place
FROM tried
GROUP BY client""",
        )

    def _widest(self) -> Step:
        sums = (
            "SUM(m.lowest) AS lowest",
            *(f"SUM(m.{a.id}_reach) AS {a.id}_reach" for a in self._run),
            *(f"SUM(m.{a.id}_then) AS {a.id}_then" for a in self._models),
        )
        return Step(
            "widest",
            "Where no single answer can: how far all unanswered questions move it together.",
            f"""SELECT g.client,
  {_lines(sums)}
FROM gaps g
JOIN asked q ON q.client = g.client AND q.one_answer = 0
JOIN unanswered a ON a.client = g.client
JOIN moves m ON m.move = {KEY} * g.first + a.code
GROUP BY g.client""",
        )

    def _together(self) -> Step:
        surely, perhaps = self._catching_up("w")
        return Step(
            "together",
            "Whether several answers together can change it.",
            f"""SELECT g.client,
  CASE WHEN {surely}
    THEN 1 ELSE 0 END AS several,
  CASE WHEN {perhaps}
    THEN 1 ELSE 0 END AS perhaps
FROM gaps g
JOIN widest w ON w.client = g.client""",
        )

    def _without(self) -> Iterator[Step]:
        """Where nothing is recommended, every answer to every unanswered question is tried."""
        ids = [a.id for a in self._rules.alternatives]
        then = (f"s.{i} + p.{i} AS {i}" for i in ids)
        yield Step(
            "without",
            "Where nothing is recommended: the points after each answer not yet given.",
            f"""SELECT s.client, m.place, m.matters, m.refused,
  {_lines(then)}
FROM scored s
JOIN unanswered a ON a.client = s.client
JOIN moves m ON m.move = a.code
JOIN points p ON p.question = m.question
WHERE s.recommended IS NULL""",
        )
        yield self._keys("without_keys", "without")
        yield self._chosen("without_chosen", "without_keys")
        yield Step(
            "without_asked",
            "Whether one answer would make one recommended, and the question to ask next.",
            f"""SELECT client,
  MAX(CASE WHEN recommended IS NOT NULL THEN 1 ELSE 0 END) AS one_answer,
  MIN(CASE WHEN refused = 1 THEN NULL WHEN recommended IS NOT NULL THEN place
    WHEN matters = 1 THEN place + {_LATER} END) AS next_place
FROM without_chosen
GROUP BY client""",
        )
        sums = (f"SUM(m.{a.id}_reach) AS {a.id}" for a in self._run)
        above = (f"s.{a.id} + x.{a.id} > {a.overhead * a.unit}" for a in self._run)
        yield Step(
            "without_together",
            "Whether several answers together would.",
            f"""SELECT s.client, x.questions,
  CASE WHEN {_lines(above, chr(10) + "    OR ") or "1 = 0"}
    THEN 1 ELSE 0 END AS several
FROM scored s
JOIN (
  SELECT s.client, COUNT(*) AS questions,
    {_lines(sums, "," + chr(10) + "    ")}
  FROM scored s
  JOIN unanswered a ON a.client = s.client
  JOIN moves m ON m.move = a.code
  WHERE s.recommended IS NULL
  GROUP BY s.client
) x ON x.client = s.client""",
        )

    def _warned(self) -> Step:
        """The cautions by their ids, each after a bar, in the order in which they are shown."""
        source = self._rules.rules
        dangers = self._listed((c for c in source.cautions if c.danger), with_agency=False)
        general = self._listed((c for c in source.cautions if not c.danger), with_agency=False)
        of_models = {
            a.id: [
                text
                for part in a.parts
                for text in self._listed(source.models[part].cautions, with_agency=True)
            ]
            for a in self._rules.alternatives
        }
        tops = [f"WHEN s.{a.id}_tenths = s.top THEN {self._numbers[a.id]}" for a in self._rules.alternatives]
        served = [
            f"WHEN {self._numbers[i]} THEN {_TIMES.join(texts)}" for i, texts in of_models.items() if texts
        ]
        of_model = "''"
        if served:
            of_model = (
                f"CASE CASE WHEN s.recommended IS NOT NULL THEN s.recommended {' '.join(tops)} END\n"
                f"    {_lines(served, chr(10) + '    ')}\n    ELSE '' END"
            )
        at_top = [
            f"(s.{i}_tenths = s.top AND {' || '.join(texts)} <> '')"
            for i, texts in of_models.items()
            if texts
        ]
        return Step(
            "warned",
            "Danger as yes, no or unknown, and the ids of cautions.",
            f"""SELECT c.client,
  {self._danger()} AS danger,
  {_TIMES.join(dangers) or "''"} AS dangers,
  {_TIMES.join(general) or "''"} AS general,
  {of_model} AS of_model,
  {self._referral()} AS referral,
  CASE WHEN {_lines(at_top, " OR ") or "1 = 0"} THEN 1 ELSE 0 END AS top_warned
FROM clients c
LEFT JOIN scored s ON s.client = c.client""",
        )

    def _met(self, condition: Condition) -> str:
        return self._is(condition.criterion, condition.levels)

    def _is(self, criterion: str, levels: Iterable[str]) -> str:
        """Write that the answer to a question is one of these."""
        if self._coded:
            codes = (str(self._codes[criterion, level]) for level in levels)
            return f"c.{criterion} IN ({', '.join(codes)})"
        return f"c.{criterion} IN ({', '.join(map(quoted, levels))})"

    def _others(self, caution: Caution) -> Iterator[str]:
        """Write, for each condition that a client is asked about, that its answer is another."""
        for one in caution.when:
            if one.criterion in self._asked:
                levels = [level.id for level in self._asked[one.criterion].levels]
                others = [level for level in levels if level not in one.levels]
                yield self._is(one.criterion, others) if others else "1 = 0"

    def _danger(self) -> str:
        """Danger as yes, no or unknown; only a plain no is a no."""
        known = [
            caution
            for caution in self._rules.dangers
            if any(one.criterion in self._columns for one in caution.when)
        ]
        if not known:
            return "'unknown'"
        held = filter(None, (self._holds(c, with_agency=False) for c in known))
        yes = _lines((f"({one})" for one in held), " OR ") or "1 = 0"
        no = _lines((f"({' OR '.join(self._others(c))})" for c in known), " AND ")
        return f"CASE WHEN {yes} THEN 'yes'\n    WHEN {no} THEN 'no'\n    ELSE 'unknown' END"

    def _listed(self, cautions: Iterable[Caution], *, with_agency: bool) -> list[str]:
        """Write each caution as its id where it holds; those that never can are left out."""
        found = []
        for caution in cautions:
            holds = self._holds(caution, with_agency=with_agency)
            if holds is not None:
                found.append(f"CASE WHEN {holds} THEN {quoted('|' + caution.full_id)} ELSE '' END")
        return found

    def _holds(self, caution: Caution, *, with_agency: bool) -> str | None:
        conditions = []
        for one in caution.when:
            if one.criterion in self._asked:
                conditions.append(self._met(one))
            elif not with_agency or self._rules.agency.get(one.criterion) not in one.levels:
                return None
        return " AND ".join(conditions) or "1 = 1"

    def _referral(self) -> str:
        """The caution that referral alone may be enough."""
        referral = self._rules.rules.referral
        if referral is None:
            return "''"
        case = referral.case("client")
        asked = [c for c in referral.ask_first if c in self._asked]
        if len(asked) < len(referral.ask_first) or any(
            one.criterion not in self._asked for one in case.when
        ):
            return "''"
        enough = [*map(self._met, case.when)]
        enough += [self._is(c, [level.id for level in self._asked[c].levels]) for c in asked]
        never = [
            f"NOT COALESCE({self._met(one)}, FALSE)"
            for one in referral.never.when
            if one.criterion in self._asked
        ]
        name = quoted("|" + referral.caution("client").full_id)
        return f"CASE WHEN {' AND '.join((*enough, *never))} THEN {name} ELSE '' END"

    def _match(self) -> str:
        """The match in percent; a half goes to the even number, as in Python."""
        doubled = "(200 * s.first_points + t.most)"
        up = f"FLOOR({doubled} / (2.0 * t.most))"
        even = f"{up} * 2 * t.most = {doubled} AND 2 * FLOOR({up} / 2.0) <> {up}"
        return (
            f"CASE WHEN s.first_points <= 0 OR t.most IS NULL THEN 0 WHEN {even} THEN {up} - 1"
            f" ELSE {up} END"
        )

    def _found(self) -> Step:
        places = (
            "t.places[1], t.places[2], t.places[3]"
            if self._coded
            else "t.place_1, t.place_2, t.place_3"
        ).split(", ")
        one = "COALESCE(q.one_answer, x.one_answer, 0)"
        several = "COALESCE(w.several, y.several, 0)"
        next_place = "COALESCE(q.next_place, x.next_place)"
        second = " ".join(
            f"WHEN {self._numbers[a.id]} THEN s.{a.id}_tenths"
            for a in self._rules.alternatives
            if not a.hybrid
        )
        left = (
            "COALESCE(q.perhaps, 0) = 1",
            "(COALESCE(t.sure, 0) < 3 AND COALESCE(t.perhaps, 0) = 1)",
            f"({one} = 0 AND COALESCE(w.several, 0) = 0 AND COALESCE(w.perhaps, 0) = 1)",
            f"(s.outcome <> 'yes' AND {one} = 0 AND {several} = 1 AND (y.questions <= {_FEW}"
            " OR s.outcome = 'tie'))",
            "(s.outcome <> 'yes' AND s.at_top > 1 AND u.top_warned = 1)",
        )
        return Step(
            "found",
            "One row for each client. `left_over` says 'yes' where only casemodel itself can tell.",
            f"""SELECT u.client, u.danger,
  CASE WHEN s.client IS NULL THEN 'unread'
    WHEN {_lines(left, chr(10) + "      OR ")} THEN 'yes' ELSE 'no' END AS left_over,
  s.first, s.first_tenths, {self._match()} AS match_percent, s.outcome AS recommended,
  s.second, CASE s.second {second} END AS second_tenths,
  CASE WHEN s.client IS NULL THEN NULL WHEN {one} = 1 THEN 'one answer'
    WHEN {several} = 1 THEN 'several answers' ELSE 'no' END AS could_change,
  CASE WHEN s.client IS NULL THEN u.dangers
    ELSE u.dangers || u.general || u.of_model || u.referral END AS caution_ids,
  {KEY} * s.first + {places[0]} AS said_1, {KEY} * s.first + {places[1]} AS said_2,
  {KEY} * s.first + {places[2]} AS said_3,
  {KEY} * COALESCE(s.recommended, 0) + CASE WHEN {one} = 0 AND {several} = 0 THEN NULL
    WHEN {next_place} >= {_LATER} THEN {next_place} - {_LATER} ELSE {next_place} END AS next_move,
  {len(self._asked)} - s.answered AS unanswered
FROM warned u
LEFT JOIN scored s ON s.client = u.client
LEFT JOIN told t ON t.client = u.client
LEFT JOIN asked q ON q.client = u.client
LEFT JOIN together w ON w.client = u.client
LEFT JOIN without_asked x ON x.client = u.client
LEFT JOIN without_together y ON y.client = u.client""",
        )  # fmt: skip

    def named(self) -> Step:
        """Write the last step: the same in words."""
        return Step(
            "named",
            "The same in words.",
            """SELECT d.client, d.danger, d.left_over,
  f.alternative AS first_id, f.name AS first_model, d.first_tenths / 10.0 AS first_score,
  d.match_percent, d.recommended,
  o.alternative AS second_id, o.name AS second_model, d.second_tenths / 10.0 AS second_score,
  d.could_change, d.caution_ids,
  r1.reason AS reason_1, r2.reason AS reason_2, r3.reason AS reason_3,
  m.question AS next_id, m.asks AS next_question, d.unanswered
FROM found d
LEFT JOIN alternatives f ON f.number = d.first
LEFT JOIN alternatives o ON o.number = d.second
LEFT JOIN reasons r1 ON r1.placed = d.said_1
LEFT JOIN reasons r2 ON r2.placed = d.said_2
LEFT JOIN reasons r3 ON r3.placed = d.said_3
LEFT JOIN moves m ON m.placed = d.next_move AND m.refused = 0""",
        )


def _lead(a: CompiledAlternative) -> str:
    less = (a.overhead + a.margin) * a.unit
    return f"{a.id} - {less}" if less else a.id


def _greatest(names: Iterable[str]) -> str:
    return f"GREATEST({', '.join((*names, str(NEVER)))})"


def _ties(alternatives: Sequence[CompiledAlternative], best: str) -> str:
    each = (f"CASE WHEN {a.id}_key = {best} THEN 1 ELSE 0 END" for a in alternatives)
    return f"({' + '.join(each)})"


def _tenths(points: str, a: CompiledAlternative) -> str:
    """Write a printed score in tenths, rounded half up from the exact one."""
    start = 20 * (50 - a.overhead) * a.unit + a.unit
    return f"FLOOR((20 * {points} + {start}) / {2 * a.unit}.0)"
