"""The menu. Not in app.py, which is executed in every run: to make a class or fifty pages costs milliseconds."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import cache

import streamlit as st
from streamlit.navigation.page import Page

from components import links
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


def pages(entries: tuple[Entry, ...], role: Role | None) -> dict[str, list[Page]]:
    """The menu of a role by group, made once. Streamlit notes in a page what is of one run: each run has copies."""
    return {group: [copy(one) for one in many] for group, many in _made(entries, role).items()}


@cache
def _made(entries: tuple[Entry, ...], role: Role | None) -> dict[str, list[Page]]:
    """With hidden pages for the other addresses of the same pages.

    Each page itself says who may. The default page answers at `/` only and reserves the address it is given, so its
    slug is one of the others.
    """
    menu: dict[str, list[Page]] = {one.group: [] for one in entries}
    for one in entries:
        menu[one.group_for(role)].append(
            st.Page(
                one.show,
                title=one.title,
                icon=one.icon,
                url_path=links.HOME if one.default else one.slug,
                default=one.default,
                visibility="visible" if role in one.roles else "hidden",
            )
        )
    others = [(one, one.file_name) for one in entries if one.file_name != one.slug] + [
        (one, one.slug) for one in entries if one.default
    ]
    menu[""] += [st.Page(one.show, title=one.title, url_path=path, visibility="hidden") for one, path in others]
    return menu
