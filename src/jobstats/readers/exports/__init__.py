"""Exports of trackers people use: one module each, matched by the names of their columns, never by their order."""
