"""The table of bounds in the docstring says what the bounds are."""

import re

from casemodel.reading import limits


def test_every_bound_is_in_the_table_as_it_is():
    rows = dict(
        re.findall(r"^    ([A-Z_]+) +([0-9]+(?: to [0-9]+)?)", limits.__doc__, re.MULTILINE)
    )
    bounds = {
        name: f"{value[0]} to {value[1]}" if isinstance(value, tuple) else str(value)
        for name, value in vars(limits).items()
        if name.isupper()
    }
    assert rows == bounds
