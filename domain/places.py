"""Where a cell stands in a sheet, as people say it."""


def column_letters(column: int) -> str:
    """The letters of a 0-based column: 0 → "A", 26 → "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
