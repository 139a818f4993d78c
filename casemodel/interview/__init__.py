"""An interview: a profile's questions one at a time, in the order of what they can still settle.

Pure: a state and a line that was typed make the next state (`steps`), without a terminal or a file.
What is asked next, and when nothing can change first place any more, comes from the engine
(`order`). What a person sees is in `casemodel.pages.interview`; who types, and where
answers are kept, in `casemodel.cli.interview`.
"""
