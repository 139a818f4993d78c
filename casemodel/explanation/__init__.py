"""The Explanation: the one complete value behind every output. Nothing above imports the engine.

`explain(assessment)` builds it in two steps: findings (data), then sentences about them.

    values, *_values, sentence                                      types: Explanation, Reason, ...
    findings       gathers the findings of an assessment, subject by subject
    alternatives   the ranking: scores, points, requirements        reads the engine
    reasons        the ratings behind points, and who contradicts   reads the engine
    questions      answers, unanswered questions, what to ask       reads the engine
    robustness     tries, and answers or weights that change it     reads the engine
    costs, forms, plan                                              money, forms, a plan after it
    headline, judgement, baseline, less, danger, local_rules_notes  sentences, from findings alone
    explain        puts them together
    why_not, what_if, review, raters, weighing                      further questions about answers
    templates, words, naming, numbers                               words, names, printed numbers
"""
