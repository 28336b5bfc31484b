"""The words of one registration, under the field names of the tab Mô hình."""

from typing import NamedTuple


class ModelText(NamedTuple):
    """The person in charge is given by office, never by name."""

    owner: str
    baseline: str
    objective: str
    method: str
    beneficiaries: str
    output: str
    sustain: str
