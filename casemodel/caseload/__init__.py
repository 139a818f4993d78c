"""Many clients at once: the same answers as one at a time, at the speed of reading the file.

`values` is what goes in and comes out, `tables` the engine's own points packed into large numbers,
`scoring` what a row comes to.
"""
