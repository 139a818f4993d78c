"""Why the answer is what it is, as data: reasons for and against, cautions, what is not known.

`templates` holds the words, `reasons` turns contributions into reasons, `explain` puts one
explanation together. Nothing here knows how it will be shown.
"""
