"""Models and hybrids by a word from the command line."""

from collections.abc import Iterable, Sequence

from casemodel.cli import streams
from casemodel.explanation.naming import name_of
from casemodel.explanation.values import Explanation
from casemodel.files.problems import WrongUse
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.former_names import current_criterion
from casemodel.knowledge.forms import form_called
from casemodel.knowledge.forms import model_called as named_model
from casemodel.knowledge.models import Form, Model
from casemodel.knowledge.values import Rules
from casemodel.pages.form import stands_for
from casemodel.render.safe import harmless
from casemodel.texts.messages import phrase

_LONGEST = 100


def model_called(word: str, rules: Rules) -> Model:
    """The model with this id, hyphens and capitals allowed. Raises WrongUse with the nearest."""
    id_ = _id_of(word, rules)
    if id_ in rules.models:
        return rules.models[id_]
    if id_ in rules.hybrids:
        raise WrongUse(f"{id_} is a hybrid, not a model: casemodel models lists hybrids too.")
    known = (*rules.models, *rules.forms)
    raise WrongUse(f"No model or form is called {instead_of(word, known)}")


def model_or_form_called(word: str, rules: Rules) -> Model | Form:
    """The model of this name, or else the form. Raises WrongUse with the nearest."""
    form = None if named_model(rules, word) else form_called(rules, word)
    return form or model_called(word, rules)


def _id_of(word: str, rules: Rules) -> str:
    """Give the id of the model of this name; else the word as an id."""
    model = named_model(rules, word)
    return model.id if model else _as_id(word)


def alternative_called(word: str, rules: Rules) -> str:
    """Find the id of the scored model or hybrid of this name, or of the hybrid of 'one+other'.

    Raises WrongUse: with the nearest words, or saying that a pair is not declared.
    """
    id_ = _id_of(word, rules)
    if id_ in rules.hybrids:
        return id_
    if id_ in rules.models:
        if rules.models[id_].scored:
            return id_
        raise WrongUse(f"{rules.models[id_].name} is described and compared, not scored.")
    pair = _pair_in(id_, rules)
    if pair:
        return _hybrid_of(pair, rules)
    form = form_called(rules, word)
    if form:
        streams.say(phrase("form.note", text=stands_for(rules, form)))
        return form.parents[0]
    scored = [model.id for model in rules.scored_models()]
    raise WrongUse(f"No model or hybrid is called {instead_of(word, [*scored, *rules.hybrids])}")


def criterion_called(word: str, rules: Rules) -> Criterion:
    """Find the question of this short name, or of this name on a page. Raises WrongUse."""
    id_ = current_criterion(rules, _as_id(word))
    by_name = {criterion.name.casefold(): criterion.id for criterion in rules.criteria.values()}
    criterion = rules.criteria.get(id_) or rules.criteria.get(
        by_name.get(word.strip().casefold(), "")
    )
    if criterion is None:
        known = {_as_id(criterion.name): criterion.id for criterion in rules.criteria.values()}
        near = dict.fromkeys(
            known.get(name, name) for name in near_to(word, (*rules.criteria, *known))
        )
        advice = f"Did you mean {' or '.join(near)}?" if near else "List them: casemodel inputs"
        raise WrongUse(f"No question is called {harmless(word)}. {advice}")
    return criterion


def profile_first(path: str, word: str, command: str) -> None:
    """Raise WrongUse if a file is given for the model, and no file for the profile."""
    if _is_like_a_file(word) and not _is_like_a_file(path):
        turned = f"casemodel {command} {harmless(word)} --explain {harmless(path)}"
        raise WrongUse(f"The profile comes first, then the model: {turned}")


def _is_like_a_file(word: str) -> bool:
    return word == "-" or word.endswith((".yaml", ".yml", ".json")) or _sep_in(word)


def in_their_order(word: str, path: str, rules: Rules) -> None:
    """Raise WrongUse if a file is given for the model, and a model for the file."""
    if _is_like_a_file(word) and not _sep_in(path):
        try:
            model = alternative_called(path, rules)
        except WrongUse:
            return
        turned = f"casemodel why-not {model} {harmless(word)}"
        raise WrongUse(f"The model comes first, then the profile: {turned}")


def _sep_in(word: str) -> bool:
    return "/" in word or "\\" in word


def ranked_in(explanation: Explanation, alternative: str, rules: Rules) -> None:
    """Raise WrongUse, saying why, if the alternative is not ranked for this profile."""
    if any(standing.id == alternative for standing in explanation.ranking):
        return
    name = name_of(rules, alternative)
    hybrid = rules.hybrids.get(alternative)
    if hybrid and hybrid.way == "tiered" and not explanation.groups:
        raise WrongUse(
            f"{name} serves groups of clients apart, so it is scored only for an organization "
            "whose profile has segments."
        )
    raise WrongUse(f"{name} is not ranked: the chosen sources say nothing of it.")


def _as_id(word: str) -> str:
    return word.strip().casefold().replace("-", "_").replace(" ", "_")


def instead_of(word: str, known: Iterable[str]) -> str:
    """Write the end of a message about an unknown word: the word, and the nearest ones, or all."""
    known = list(known)
    if near := near_to(word, known):
        return f"{harmless(word)}. Did you mean {' or '.join(near)}?"
    return f"{harmless(word)}. There are: {', '.join(known)}."


def near_to(word: str, known: Sequence[str]) -> list[str]:
    """List the nearest known words, at most two."""
    from difflib import get_close_matches

    return get_close_matches(_as_id(word)[:_LONGEST], known, n=2)


def _pair_in(word: str, rules: Rules) -> tuple[str, ...]:
    """Find the two scored models that a word names, in any form: 'brokerage+clinical', or none."""
    pair = tuple(model.id for model in rules.scored_models() if model.id in word)
    return pair if len(pair) == 2 else ()  # noqa: PLR2004 - a pair


def _hybrid_of(pair: tuple[str, ...], rules: Rules) -> str:
    """Find the one hybrid of these two models. Raises WrongUse if there is none, or several."""
    of_both = [h.id for h in rules.hybrids.values() if set(h.parts) == set(pair)]
    if len(of_both) == 1:
        return of_both[0]
    names = " and ".join(rules.models[part].name for part in pair)
    if of_both:
        raise WrongUse(f"{names} may be run together in several ways: {', '.join(of_both)}.")
    near = [h.id for h in rules.hybrids.values() if set(h.parts) & set(pair)]
    declared = f" With one of them there are: {', '.join(near)}." if near else ""
    raise WrongUse(
        f"{names} are not a declared hybrid, so casemodel never recommends them together.{declared}"
    )
