"""A request as the handlers see it, and the strictness of Google about names it does not know."""

import json
from dataclasses import dataclass, field
from typing import Any

from sheets.local.errors import InvalidArgument, Malformed, Unimplemented

Json = dict[str, Any]

COMMON_PARAMETERS = {"alt", "prettyPrint", "fields", "key", "quotaUser"}


@dataclass(frozen=True)
class Request:
    """Query parameters (every one may come more than once) and the parsed body ({} for none)."""

    query: list[tuple[str, str]]
    body: Json = field(default_factory=dict)

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.query if key == name]

    def one(self, name: str, default: str | None = None) -> str | None:
        return next(reversed(self.all(name)), default)

    def flag(self, name: str) -> bool:
        """A boolean parameter: "true", "True", "1"; absent is false."""
        return (self.one(name) or "").lower() in {"true", "1"}

    def check_parameters(self, *known: str) -> None:
        """400 for a parameter that the call does not have."""
        for name, _ in self.query:
            if name not in known and name not in COMMON_PARAMETERS:
                raise InvalidArgument(
                    f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter.'
                    f" Field '{name}' could not be found in request message."
                )


def parsed_body(body: bytes | None) -> Json:
    """The JSON object of a body; {} for an empty one, 400 for anything else."""
    if not body:
        return {}
    try:
        parsed = json.loads(body)
    except ValueError as error:
        raise Malformed(f"Invalid JSON payload received. {error}") from error
    if parsed is None:
        return {}
    if not isinstance(parsed, dict):
        raise Malformed("Invalid JSON payload received. Root element must be a message.")
    return _without_nulls(parsed)


def _without_nulls(message: Json) -> Json:
    """The message as protobuf reads it: null is the same as leaving the field out. In a list of values it stays."""
    return {name: _cleaned(part) for name, part in message.items() if part is not None}


def _cleaned(part: Any) -> Any:
    if isinstance(part, dict):
        return _without_nulls(part)
    if isinstance(part, list):
        return [_without_nulls(item) if isinstance(item, dict) else item for item in part]
    return part


def check_fields(given: Json, where: str, served: set[str], refused: set[str] | None = None) -> None:
    """400 for a field that the message does not have, 501 for one that Google has and this service does not serve.

    Where the refused ones are not named, every field beyond the served ones is refused: better a 501 too many than
    an answer that leaves something out.
    """
    for name in given.keys() - served:
        if refused is None or name in refused:
            raise Unimplemented(f"the field {where}.{name}")
        place = f" at '{where}'" if where else ""
        raise Malformed(f'Invalid JSON payload received. Unknown name "{name}"{place}: Cannot find field.')
