"""What the application costs: calls to the Sheets API, CPU and bytes at three sizes, beside floor pages: `make bench`.

A benchmark, not a timed test: the figures depend on the machine, the ratios to the floor pages of the same run hardly.
"""
