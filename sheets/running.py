"""The services that run in this process, by their configuration.

Streamlit keeps them and closes them in the end (`session`). It hashes what it is asked for, and a page asks a dozen
times in every run: here they are found by what tells one configuration from another.
"""

from collections.abc import Callable

from sheets import memory
from sheets.config import Config
from sheets.service import Service

Kept = Callable[[Config, bool], Service]


class Running:
    """Holds no service that has been closed."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Service] = {}

    def of(self, kept: Kept, settings: Config, later: bool = False) -> Service:
        """The running service; `kept` starts it (`start`) where there is none."""
        return self._known.get((*settings.identity(), later)) or kept(settings, later)

    def start(self, settings: Config, later: bool) -> Service:
        """Starts one without waiting for it."""
        memory.one_heap()
        service = Service(settings, later=later)
        service.start()
        self._known[*settings.identity(), later] = service
        return service

    def end(self, service: Service) -> None:
        """Closes it. Whoever asks for it from now on gets another one."""
        for key in [key for key, one in self._known.items() if one is service]:
            del self._known[key]
        service.close()
