"""Lists as the browser gets them."""

from collections.abc import Iterable, Mapping

import pyarrow as pa


def frame(rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """The rows for `st.dataframe`. A pandas frame would be made only to be taken apart again, a millisecond a list."""
    return pa.Table.from_pylist([dict(row) for row in rows])
