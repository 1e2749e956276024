"""`python -m jobstats.simulate data/sample` writes the sample."""

import sys

from jobstats.simulate.sample import write_sample

write_sample(sys.argv[1] if len(sys.argv) > 1 else "data/sample")
