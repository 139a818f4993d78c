"""The scoring of a caseload with numpy, on the bytes of a CSV file: the same answers, sooner.

`texts` tells what cells say, `sums` adds up what they add, `outlook` says who is recommended and
how sure that is, for many rows at once and from the very numbers of `casemodel.caseload.tables`.
`lines` cuts a file into rows, and `counting` counts them. Any row that is odd in any way, or that
the numbers leave in doubt, goes the plain way by itself. Nothing but `counting` need be known from
outside; numpy comes with the extra `fast`.
"""
