"""The mark of tests that need the solver of the extra [staffing]."""

import pytest

from casemodel.caseload.assignment import can_assign

needs_solver = pytest.mark.skipif(not can_assign(), reason="the extra [staffing] is not installed")
