"""Invented searches beside their truth."""
