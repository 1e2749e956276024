"""Numbers: a log in, a tidy frame out; one module per subject. Never draws, never asks for today.

House columns: group, stage, day, week, n (how many) of (out of how many), share, low, high (95 % limits), at_risk,
horizon (days). Beside each metric stands the sentence a person would say from its frame (`say_…`).
"""
