"""What the registration forms of the sample say in words, MH-2026-0001 … 0035. Everything is invented."""

from domain.sample.model_text import ModelText
from domain.sample.model_texts_society import SOCIETY
from domain.sample.model_texts_villages import ECONOMY_AND_COUNTRYSIDE

TEXTS: dict[int, ModelText] = {**ECONOMY_AND_COUNTRYSIDE, **SOCIETY}
