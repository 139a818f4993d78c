"""The engine: scores models against a profile. Pure, exact and the same on every machine.

# The method

An additive multi-attribute value model. Each model is measured against its own average, on its own
reach, so that a model rated kindly everywhere gains nothing from it:

    points(m, c) = 50 · (v_c / V) · (rating(m, c, level) - mean(m, c)) / D_m     0 if c is open
    D_m          = Σ_c (w_c / W) · max over levels |rating(m, c, level) - mean(m, c)|
    score(m)     = 50 + Σ_c points(m, c)

over every criterion asked of this kind of profile. w are the rules' weights and W their sum; v are
the weights in use and V their sum; mean(m, c) is over the levels by their shares. 50 means no
reason either way.

A population in groups of clients has a score for each group; a model's score is their mean by the
groups' shares. A tier serves each group by one of its parts:

    score(tier)  = Σ_g share_g · (score of group g under the part that serves it) - overhead

In a tier, questions counted per post (clients for each case manager, clinicians among them) are
answered by each part's own posts (`posts`).

# By hand

Two criteria, weights 3 and 1, two levels each with even shares, one model:

    complexity   weight 3   one: fit (+1)       many: strong misfit (-2)    mean -1/2
    budget       weight 1   tight: fit (+1)     ample: neutral (0)          mean +1/2

The deviations from the mean are +3/2 and -3/2 on complexity, +1/2 and -1/2 on budget, so

    D = 3/4 · 3/2 + 1/4 · 1/2 = 9/8 + 1/8 = 5/4

A profile that answers 'one' and 'ample' gets

    complexity   50 · 3/4 · (+3/2) / (5/4) = +45
    budget       50 · 1/4 · (-1/2) / (5/4) =  -5
    score        50 + 45 - 5 = 90

and one that answers only 'ample' gets 45. `tests/engine/test_by_hand.py` reproduces both.

# A limit

Moving to a better-rated level never lowers a score. Raising the rating of the very level that is
answered never lowers that criterion's points, and never lowers the score where the level's share is
at most one half. For a level with a larger share it can: the rating then lifts the model's mean,
and its reach, faster than the points. `tests/laws/test_monotone.py` holds an example. No reach that
follows a model's own ratings and keeps scores within 0 to 100 avoids this.

# Sources

Additive value models: Keeney and Raiffa (source `keeney_raiffa`, claim L35). Measuring each model
against its own mean and reach is ours; what it must hold is stated as laws and tested in
`tests/laws/`.

# Modules

Each imports only from those above it or in its own line.

    deviations, questions, weighting   ratings as whole numbers; what is asked; the weights in use
    scoring, cautions, referral        figures for print; warnings; referral alone
    performance_table, alternatives    points for every answer; what can be chosen
    musts, posts                       what rules an alternative out; posts of a tier's parts
    choice                             the full rule: what is recommended
    decision_problem                   one profile under one set of rules
    terms, share_range                 what a score is the sum of; shares that are not known
    statements, contributions          match, completeness, bounds; what each answer adds
    feasibility, ranking               requirements, checked apart from fit; every place by score
    robustness, acceptability          proof over open questions; stability over seeded tries
    weight_threshold, counterfactual   which weights, and which answers, would change it
    asking                             open questions worth asking next
    assessment, costs                  the answer, put together; what alternatives cost
    agreement, raters                  several people's answers compared
"""
