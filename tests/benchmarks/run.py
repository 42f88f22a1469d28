"""All the timings: ``make bench``."""

from __future__ import annotations

import sys

from tests.benchmarks import bench_brief, bench_load, bench_samples

if __name__ == "__main__":
    sys.exit(bench_load.main() or bench_brief.main() or bench_samples.main())
