"""Help for what rule files say of one another."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help

HELP: Mapping[str, Help] = {
    "R201": Help(
        "What rests on a claim that is not there rests on nothing.",
        "Look at the spelling, or add the claim to claims.yaml with its place.",
        "models/brokerage.yaml",
        "- {says: Cheap to run, claims: [B140]}",
        "- {says: Cheap to run, claims: [B14]}",
    ),
    "R202": Help(
        "A reader cannot find a source that is not listed.",
        "Look at the spelling, or add the source to sources.yaml.",
        "claims.yaml",
        "at: [harmoni 8]",
        "at: [harmony 8]",
    ),
    "R203": Help(
        "Each place is given with its heading and first words, so that a reader finds it.",
        "Look at the number, or add the place to the source in sources.yaml.",
        "claims.yaml",
        "at: [harmony 800]",
        "at: [harmony 8]",
    ),
    "R204": Help(
        "A rule about a question that is not asked would never count.",
        "Look at the spelling; casemodel inputs lists every criterion.",
        "models/brokerage.yaml",
        "met_by: [{criterion: comunity_services, is: [many]}]",
        "met_by: [{criterion: community_services, is: [many]}]",
    ),
    "R205": Help(
        "A rule about an answer that cannot be given would never count.",
        "Choose one of the criterion's levels.",
        "models/brokerage.yaml",
        "met_by: [{criterion: community_services, is: [lots]}]",
        "met_by: [{criterion: community_services, is: [many]}]",
    ),
    "R206": Help(
        "Models can be compared only if each answers the same questions.",
        "Add the row to the model, or to features.yaml and to every model.",
        "models/brokerage.yaml",
        "wo: {says: A coordinator, claims: [B01]}",
        "who: {says: A coordinator, claims: [B01]}",
    ),
    "R207": Help(
        "What is said of a model that is not there is lost.",
        "Look at the spelling, or add the model's file to models/.",
        "claims.yaml",
        "- {id: B01, model: broker, ...}",
        "- {id: B01, model: brokerage, ...}",
    ),
    "R208": Help(
        "A number that nobody is asked for cannot be counted.",
        "Look at the spelling, or add it to quantities in criteria.yaml.",
        "criteria.yaml",
        "counts: caseworkers",
        "counts: case_managers",
    ),
    "R209": Help(
        "Shares say how common each answer is; the average of every model follows from them.",
        "Make them add up to 100, or leave some out: these divide the rest evenly.",
        "criteria.yaml",
        '- {id: "no", name: "no", share: 70}\n- {id: "yes", name: "yes", share: 40}',
        '- {id: "no", name: "no", share: 70}\n- {id: "yes", name: "yes", share: 30}',
    ),
    "R210": Help(
        "A number between two bands, or in both, would have no level, or two.",
        "Let each band begin where the one before ends. The first has no from, the last no below.",
        "criteria.yaml",
        "- {id: few, name: few, below: 5}\n- {id: many, name: many, from: 6}",
        "- {id: few, name: few, below: 5}\n- {id: many, name: many, from: 5}",
    ),
    "R211": Help(
        "Silence could mean neutral or forgotten, and only one of them is a judgment.",
        "Rate the level, or write that it is neutral.",
        "models/brokerage.yaml",
        "housing: {stable: neutral, unstable: neutral}",
        "housing: {stable: neutral, unstable: neutral, homeless: neutral}",
    ),
    "R212": Help(
        "A model that is silent on what tells against it would gain by its silence.",
        "Rate the criterion's levels, or write the criterion and: neutral.",
        "models/brokerage.yaml",
        "ratings: {complexity: {...}}",
        "ratings: {complexity: {...}, transition: neutral}",
    ),
    "R213": Help(
        "A reader is told that a document or a study says this; none of the claims comes from one.",
        "Name a claim with such a source, or say what the basis really is.",
        "models/brokerage.yaml",
        "none: {rating: fit, basis: document, claims: [L25], reason: No degree is asked for.}",
        "none: {rating: fit, basis: literature, claims: [L25], reason: No degree is asked for.}",
    ),
    "R214": Help(
        "An id that means two things makes a profile or a command read wrongly.",
        "Choose another id for one of them.",
        "hybrids.yaml",
        "- {id: brokerage, parts: [brokerage, clinical], ...}",
        "- {id: brokerage_and_clinical, parts: [brokerage, clinical], ...}",
    ),
}
"""Codes R2."""
