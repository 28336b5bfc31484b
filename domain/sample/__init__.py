"""The demo sample (domain/6): a commune on 15/09/2026, every figure invented so that the indicators come out as told.

Names of people are invented, mail addresses end in example.vn, there are no telephone numbers.
"""

from domain.plan_criteria import criteria
from domain.sample.accounts import accounts
from domain.sample.communications import communications
from domain.sample.difficulties import difficulties
from domain.sample.exemplars import exemplars, rewards
from domain.sample.feedback import feedback
from domain.sample.findings import findings
from domain.sample.inspections import inspections
from domain.sample.models import BAD_CELLS, models
from domain.sample.reports import reports
from domain.sample.scores import scores
from domain.sample.service import service_figures
from domain.sample.tasks import tasks
from domain.sample.units import units
from domain.sample.village_sums import village_sums
from domain.tables import Row
from domain.vocabulary import Tab


def records() -> dict[Tab, tuple[Row, ...]]:
    """The rows of each tab in the order of the sheet, as reading the provisioned sheet gives them back.

    What the application writes by itself (`Cập nhật lúc` … `_rev`) is None: provisioning fills it.
    """
    return {
        Tab.UNITS: units(),
        Tab.ACCOUNTS: accounts(),
        Tab.MODELS: models(),
        Tab.REPORTS: reports(),
        Tab.VILLAGE_SUMS: village_sums(),
        Tab.INSPECTIONS: inspections(),
        Tab.FINDINGS: findings(),
        Tab.DIFFICULTIES: difficulties(),
        Tab.COMMUNICATIONS: communications(),
        Tab.SERVICE_FIGURES: service_figures(),
        Tab.FEEDBACK: feedback(),
        Tab.EXEMPLARS: exemplars(),
        Tab.REWARDS: rewards(),
        Tab.TASKS: tasks(),
        Tab.CRITERIA: criteria(),
        Tab.SCORES: scores(),
    }


def raw_cells() -> dict[tuple[Tab, str, str], str]:
    """(tab, record ID, field name) → text that stands in the sheet instead of the record's value: the two bad cells."""
    return dict(BAD_CELLS)
