"""The laws of the engine, each a plain check that holds for generated rules and for shipped ones.

`test_planted_faults.LAWS` lists every check, with the laws of design.md and the axioms of
reliability.md that it tries, and faults planted in the engine that it finds.

Of a tiered hybrid the laws hold for each way of giving segments to parts. What is shown of it is
the best way that can be recommended; `test_monotone` and `test_contained` say what holds of that.
"""
