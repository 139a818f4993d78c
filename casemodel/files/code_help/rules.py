"""Help for what rules lack, and for what they bring about."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help
from casemodel.knowledge.checks import LEAST_RATED

LACKS: Mapping[str, Help] = {
    "R301": Help(
        "Weights follow a rule in criteria.yaml, so that none is set to make an answer come out.",
        "Take the weight that is expected, or look whether the criterion names the right claims.",
        "criteria.yaml",
        "weight: 3\nclaims: [B15]",
        "weight: 2\nclaims: [B15]",
    ),
    "R302": Help(
        "What a source says and no rule heeds may be what would have changed the answer.",
        "Use the claim where it belongs, or delete it if it says nothing of a choice of model.",
        "models/brokerage.yaml",
        "pros:\n- {says: Cheap to run, claims: [B14]}",
        "pros:\n- {says: Cheap to run, claims: [B14]}\n- {says: Serves many, claims: [B21]}",
    ),
    "R303": Help(
        "A model with pros alone, or cons alone, is praised or blamed, not described.",
        "Add what speaks on the other side, with its claims.",
        "models/brokerage.yaml",
        "pros:\n- {says: Cheap to run, claims: [B14]}",
        "pros:\n- {says: Cheap to run, claims: [B14]}\ncons:\n- {says: Distant, claims: [B23]}",
    ),
    "R304": Help(
        f"A model rated on fewer than {LEAST_RATED} criteria risks little: others win and lose "
        "points that it does not.",
        "Rate it on more criteria, or do not score it yet (scored: false).",
        "models/brokerage.yaml",
        "acuity: neutral",
        "acuity: {stable: {rating: strong_fit, basis: document, ...}, ...}",
    ),
    "R305": Help(
        "The documents are what this tool promises to heed, claim by claim, model by model.",
        "Name the claim in the model's own file: in a rating, pro, con, feature or requirement.",
        "models/brokerage.yaml",
        "place: {says: Office or phone, claims: []}",
        "place: {says: Office or phone, claims: [B26]}",
    ),
    "R306": Help(
        "A source that nothing rests on makes the rules look better founded than they are.",
        "Add what it says to claims.yaml, or delete the source.",
        "sources.yaml",
        "- id: unread_report",
        "- id: harmony",
    ),
    "R307": Help(
        "A place is listed so that a reader can find a claim there.",
        "Name the place in the claim it bears, or delete it.",
        "sources.yaml",
        '- {at: 99, heading: "title", opening: "Thank you for reading"}',
        '- {at: 8, heading: "Brokerage", opening: "..."}',
    ),
    "R308": Help(
        "Two levels are two answers. The same reason for both does not say why they are rated so.",
        "Say what is particular about each level.",
        "models/brokerage.yaml",
        "hesitant: {..., reason: It counts on will.}\nunlikely: {..., reason: It counts on will.}",
        "hesitant: {..., reason: Little carries a person over doubt.}\n"
        "unlikely: {..., reason: Nobody goes out to find them.}",
    ),
    "R309": Help(
        "method.yaml: our own inference is one step at most, as no source says how much.",
        "Take one step, or name a claim that bears two and give its basis.",
        "models/brokerage.yaml",
        "many: {rating: strong_misfit, basis: inference, claims: [B16], reason: ...}",
        "many: {rating: misfit, basis: inference, claims: [B16], reason: ...}",
    ),
    "R310": Help(
        "What a source says of one model is not a statement about another.",
        "Name a claim about this model, or make it an inference.",
        "models/brokerage.yaml",
        "most: {rating: misfit, basis: document, claims: [C27], reason: ...}",
        "most: {rating: misfit, basis: inference, claims: [C27], reason: ...}",
    ),
    "R311": Help(
        "An inference is ours, and says what it is drawn from, so that a reader can doubt it.",
        "Name at least one claim.",
        "models/brokerage.yaml",
        "rare: {rating: fit, basis: inference, claims: [], reason: ...}",
        "rare: {rating: fit, basis: inference, claims: [B15], reason: ...}",
    ),
}
"""Codes R3."""

DOES: Mapping[str, Help] = {
    "R401": Help(
        "Whatever is answered, some other model is ahead: this one is listed, but cannot win. That "
        "is proven: every way of answering was tried, or ruled out as leading nowhere.",
        "Look for what it is best at. If nothing is, do not score it (scored: false).",
        "models/brokerage.yaml",
        "# at every level some other model fits better",
        "# at one level at least, no other model fits as well",
    ),
    "R402": Help(
        "Over random profiles each of five models should come first at least once in ten times. A "
        "model rated kindly in the middle wins more than its share, and others less.",
        "Look for criteria on which this model loses at the common levels, and at their shares.",
        "models/brokerage.yaml",
        "# a misfit at the common level of many criteria",
        "# neutral at the common level, a misfit at the rare one",
    ),
}
"""Codes R4."""
