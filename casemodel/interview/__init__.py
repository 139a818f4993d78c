"""An interview: a profile's questions one at a time, in the order of what they can still settle.

Pure: a state and a line that was typed make the next state (`steps`), without a terminal or a file.
The order of the questions, and when none can change the recommendation any more, come from the
engine (`order`). The screens are in `casemodel.pages.interview`; typing, and the file of answers,
in `casemodel.cli.interview`.
"""
