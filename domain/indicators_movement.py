"""I17 to I24 as plain data (see `domain.indicators`)."""

from __future__ import annotations

from collections.abc import Collection

from domain import communication, exemplars, feedback, government, tasks
from domain.indicator_values import Json, count, ratio, rounded
from domain.ratios import Ratio
from domain.tables import Unit
from domain.tasks import Tick
from domain.view import QuarterView
from domain.vocabulary import BaNhat
from domain.vocabulary_movement import Audience, Channel

NO_FIGURE: Json = {"value": None, "numerator": None, "denominator": None}


def commune(view: QuarterView, ticks: Collection[Tick]) -> Json:
    """I17 to I24 of the commune; a quarter that has not begun has nothing but the tasks of the year."""
    return {
        **_tasks(ticks),
        **_communication(view),
        **_service(view),
        **_feedback(view),
        **_exemplars(view),
    }


def unit(view: QuarterView, one: Unit, ticks: Collection[Tick]) -> Json:
    """I17 of one unit and its events; `ticks` are its own instances."""
    own = communication.by_unit(communication.events(view)).get(one.unit_id, ())
    return {**_tasks(ticks), "I18": count(len(own)), "I18b": ratio(communication.attendance(own))}


def _tasks(ticks: Collection[Tick]) -> Json:
    found = tasks.figures(ticks)
    return {
        "I17": ratio(found.completed) | {"overdue": found.overdue, "soon": found.soon, "by_record": found.by_proof},
        "I17b": ratio(found.on_time),
    }


def _communication(view: QuarterView) -> Json:
    held = communication.events(view)
    channels, audiences = communication.by_channel(held), communication.by_audience(held)
    said = {
        "events": len(held),
        "by_channel": {
            one.value: {"events": channels[one].events, **{k.value: v for k, v in channels[one].quantities.items()}}
            for one in Channel
        },
        "by_audience": {one.value: audiences[one].events for one in Audience},
    }
    counts = communication.ba_nhat(view)
    return {
        "I18": ratio(communication.active_units(view)) | said,
        "I18b": ratio(communication.attendance(held)),
        "I18c": ratio(communication.briefed_units(view)),
        "I18d": ratio(communication.exemplars_covered(view)),
        "R58": count(None) | {one.value: len(counts[one].events) + len(counts[one].models) for one in BaNhat},
        "R63": ratio(communication.contest_schools(view)),
    }


def _service(view: QuarterView) -> Json:
    found = government.service(view.snapshot, view.quarter)
    return {
        code: _rate(found.total(code))
        | {"by_indicator": {one.indicator.value: _rate(one.ratio) for one in found.rates if one.code == code}}
        for code in government.RATE_CODES
    }


def _rate(found: Ratio | None) -> Json:
    return dict(NO_FIGURE) if found is None else ratio(found)


def _feedback(view: QuarterView) -> Json:
    received = feedback.received(view)
    return {
        "I22": ratio(feedback.answered(view, received)) | {"overdue": len(feedback.overdue(view, received))},
        "I22b": ratio(feedback.accepted(view, received)),
    }


def _exemplars(view: QuarterView) -> Json:
    funnel, proposals = exemplars.funnel(view), exemplars.proposals(view)
    rewards = exemplars.rewards(view)
    return {
        "I23": ratio(exemplars.recognition(view)) | {one.name.lower(): len(funnel[one]) for one in exemplars.Stage},
        "I24": ratio(exemplars.replies(view, proposals)),
        "I24b": count(rounded(exemplars.median_reply_days(view, proposals))),
        "I24c": count(rounded(exemplars.median_decision_days(view, rewards))),
    }
