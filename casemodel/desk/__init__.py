"""The desk: pages in a person's own browser that do what the commands do.

A route reads what was sent, calls what a command calls, and fills in a template. No score and no
sentence is made here.
"""
