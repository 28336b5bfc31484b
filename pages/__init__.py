"""One file per page, each with one function `show`; executing a file does nothing (streamlit.md, section 0.1)."""
