"""Tests of pages and writers."""
