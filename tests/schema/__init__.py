"""Tests of the JSON Schemas that editors use."""
