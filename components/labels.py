"""What records are called in lists and choices: units, models, and whatever an ID names."""

from components import vi
from domain import names
from domain.permissions import OWN_ONLY, Actor
from domain.snapshot import Snapshot


def unit_name(snapshot: Snapshot, unit_id: str | None) -> str:
    """The full name of a unit; the ID of one that is not in the sheet."""
    unit = snapshot.unit(unit_id)
    return names.full_label(unit, snapshot.units) if unit else unit_id or vi.UNKNOWN


def model_name(snapshot: Snapshot, model_id: str | None) -> str:
    """`Camera an ninh (MH-2026-0021)`."""
    model = snapshot.model(model_id)
    return f"{model.title} ({model_id})" if model and model.title else model_id or vi.UNKNOWN


def subject_name(snapshot: Snapshot, record_id: str | None) -> str:
    """A unit or a model, whichever the ID names."""
    return model_name(snapshot, record_id) if snapshot.model(record_id) else unit_name(snapshot, record_id)


def units(snapshot: Snapshot, actor: Actor | None = None) -> dict[str, str]:
    """All units by ID with their names; for an account of a unit only its own."""
    own = actor.unit_id if actor and actor.role in OWN_ONLY else None
    return {
        one.unit_id: names.full_label(one, snapshot.units)
        for one in snapshot.units
        if one.unit_id and own in (None, one.unit_id)
    }
