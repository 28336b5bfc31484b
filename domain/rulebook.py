"""The rules by name, with their arguments as JSON: how an action waits on disk until the workbook can take it.

Only rules that stand here can be kept and carried out later. An argument comes back exactly as it went in.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from domain import (
    carrying,
    communication_rules,
    difficulty_rules,
    exemplar_rules,
    feedback_rules,
    inspection_rules,
    lock_rules,
    mending,
    model_rules,
    registration,
    reminder_rules,
    report_rules,
    restoring,
    reward_rules,
    score_rules,
    service_rules,
    task_rules,
    vocabulary,
    vocabulary_movement,
    year_rules,
)
from domain.plans import Plan, Rule
from domain.quarters import Quarter

KNOWN: tuple[Callable[..., Plan], ...] = (
    registration.register_model,
    model_rules.move_model,
    model_rules.correct_model,
    carrying.continue_model,
    carrying.receive_models,
    carrying.note_replication,
    carrying.replicate_model,
    year_rules.link_next_year,
    report_rules.save_report,
    report_rules.confirm_report,
    report_rules.return_report,
    report_rules.save_sum,
    report_rules.decide_sum,
    inspection_rules.log_inspection,
    inspection_rules.conclude,
    inspection_rules.cancel,
    inspection_rules.report_remedy,
    inspection_rules.verify,
    inspection_rules.extend,
    reminder_rules.record_reminders,
    difficulty_rules.raise_difficulty,
    difficulty_rules.assign,
    difficulty_rules.resolve,
    communication_rules.record_event,
    communication_rules.correct_event,
    task_rules.tick_task,
    service_rules.fill_figures,
    feedback_rules.record_opinion,
    feedback_rules.correct_opinion,
    feedback_rules.reply_opinion,
    exemplar_rules.propose_exemplar,
    exemplar_rules.correct_exemplar,
    exemplar_rules.record_vote,
    exemplar_rules.decide_exemplar,
    reward_rules.propose_reward,
    reward_rules.correct_reward,
    reward_rules.decide_reward,
    score_rules.score_criterion,
    score_rules.score_total,
    score_rules.change_criterion,
    score_rules.write_scores,
    lock_rules.lock_quarter,
    lock_rules.unlock_quarter,
    lock_rules.open_exception,
    lock_rules.close_exception,
    mending.correct_cell,
    mending.fill_down,
    restoring.put_back,
    restoring.restore_row,
)
RULES = {rule.__name__: rule for rule in KNOWN}


def named(rule: Rule) -> tuple[str, dict[str, Any]]:
    """The name of a rule of this book and its arguments as JSON. Raises KeyError for any other callable."""
    inner = rule.func if isinstance(rule, partial) else rule
    name = getattr(inner, "__name__", "")
    if RULES.get(name) is not inner:
        raise KeyError(f"{inner!r} is no rule of the rulebook")
    return name, packed(rule.keywords if isinstance(rule, partial) else {})


def recalled(name: str, arguments: Mapping[str, Any]) -> Rule:
    """The rule that `named` gave these for. Raises KeyError for a name that an older or newer program wrote."""
    return partial(RULES[name], **unpacked(arguments))


def packed(value: Any) -> Any:
    """`value` as JSON. Raises TypeError for what no rule takes."""
    match value:
        case StrEnum():
            return {"$word": f"{type(value).__name__}.{value.name}"}
        case None | bool() | int() | float() | str():
            return value
        case date():
            return {"$day": value.isoformat()}
        case Quarter():
            return {"$quarter": value.key}
        case tuple():
            return {"$many": [packed(one) for one in value]}
        case list():
            return [packed(one) for one in value]
        case Mapping():
            return {str(key): packed(one) for key, one in value.items()}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def unpacked(kept: Any) -> Any:
    """What `packed` made this of. Raises ValueError, AttributeError or KeyError where it made no such thing."""
    match kept:
        case {"$day": str(text), **rest} if not rest:
            return date.fromisoformat(text)
        case {"$quarter": str(text), **rest} if not rest:
            return Quarter.parse(text)
        case {"$word": str(text), **rest} if not rest:
            kind, _, name = text.partition(".")
            home = vocabulary_movement if hasattr(vocabulary_movement, kind) else vocabulary
            return getattr(home, kind)[name]
        case {"$many": list(many), **rest} if not rest:
            return tuple(unpacked(one) for one in many)
        case dict():
            return {key: unpacked(one) for key, one in kept.items()}
        case list():
            return [unpacked(one) for one in kept]
    return kept
