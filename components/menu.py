"""An entry of the menu. Not in app.py: that file is executed in every run, and to make a class costs a millisecond."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu. Its file name is an address too: people type it, and Streamlit would say “Page not found”.

    It stands in `group`; for the roles of `first` in the bar itself.
    """

    show: Callable[[], None]
    title: str
    slug: str
    icon: str
    default: bool = False
    roles: frozenset[Role] = frozenset(Role)
    group: str = ""
    first: frozenset[Role] = frozenset()

    def group_for(self, role: Role | None) -> str:
        """Where it stands in the menu of a role; "" is the bar itself."""
        return "" if role in self.first else self.group

    @property
    def file_name(self) -> str:
        """The name of its file in pages/, without the ending."""
        return self.show.__module__.rpartition(".")[2]
