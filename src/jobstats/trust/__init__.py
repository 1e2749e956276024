"""Can you trust these numbers? Invented searches beside their truth: what naive numbers say of them, and what the kit says.

Everything here is drawn when it is asked for; another seed is another search. The naive numbers live in this room alone, so that
no chart of a real log can take them by mistake.
"""

from jobstats.trust.findings import chance_finds, real_effect
from jobstats.trust.many import many_searches
from jobstats.trust.one import one_search

__all__ = ["chance_finds", "many_searches", "one_search", "real_effect"]
