"""Cards beside each other on the desk, below each other on the phone."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def beside(count: int, *, phone: bool) -> list[DeltaGenerator]:
    """A place for each of `count` cards, row by row."""
    if phone:
        return [st.container() for _ in range(count)]
    return [place for _ in range(0, count, 2) for place in st.columns(2, gap="medium")][:count]
