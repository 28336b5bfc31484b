"""The years beside each other as blocks: models, rates, fields; each states its finding (I7 to I12, I15b, I16, I23)."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from components import figure_words as words
from components import vi
from components.charts import coverage as share_charts
from components.charts import tables
from components.charts.coverage import Share
from components.charts.fields import NAMES
from components.charts.year_counts import YearCounts, lines, year_counts, year_counts_alt
from components.export import plain
from components.figure_blocks import Block
from domain.households import Households
from domain.ratios import Ratio
from domain.year_figures import RATES, YearFigures

COUNTED: Sequence[tuple[str, Callable[[YearFigures], int]]] = (
    ("Mô hình được duyệt", lambda one: one.models),
    ("Được công nhận", lambda one: one.recognised),
    ("Được nhân rộng", lambda one: one.replicated),
    ("Chuyển tiếp sang năm sau", lambda one: one.carried),
)
NOT_BEGUN = "chưa đến kỳ"


def blocks(found: Sequence[YearFigures]) -> tuple[Block, ...]:
    """The blocks; `found` has the years from the oldest on."""
    return (_models(found), _rates(found), _fields(found))


def title(found: Sequence[YearFigures]) -> str:
    """The page in one sentence."""
    known = [one for one in found[::-1] if one.begun or one.models]
    if not known:
        return "Chưa có năm nào có số liệu"
    newest, *rest = known
    said = [f"năm {one.year}: {vi.counted(one.models, 'mô hình')}" for one in rest]
    return "; ".join([f"Năm {newest.year}: {vi.counted(newest.models, 'mô hình')} được duyệt", *said])


def caption(found: Sequence[YearFigures]) -> str:
    """Of when the figures are: `năm 2026 đến quý III/2026`."""
    return "; ".join(
        f"năm {one.year} đến {vi.within(one.quarter)}" + ("" if one.begun else f" ({NOT_BEGUN})") for one in found
    )


def _models(found: Sequence[YearFigures]) -> Block:
    rows = [(name, [count(one) if one.begun or one.models else None for one in found]) for name, count in COUNTED]
    counts = YearCounts([one.year for one in found], rows)
    last = found[-1]
    head = f"Năm {last.year}: {vi.counted(last.models, 'mô hình được duyệt')}, {last.recognised} được công nhận"
    return Block(
        "models", "so-sanh-mo-hinh", head, f"Số liệu {caption(found)}.", year_counts_alt(head, counts),
        partial(year_counts, counts), partial(lines, counts), (),
    )  # fmt: skip


def _rates(found: Sequence[YearFigures]) -> Block:
    """Progress, reports, coverage, remediation and households, each year by year."""
    parts: list[list[Share]] = [[_mean(one) for one in found]]
    parts += [[_rate(one, code) for one in found] for code in RATES]
    parts.append([_households(one) for one in found])
    labels = [words.NAMED[code].name for code in ("I7", *RATES, "I15b")]
    rows = [
        Share(row.name if len(found) > 1 else "", row.ratio, label if place == 0 else "", row.future, row.note)
        for label, many in zip(labels, parts, strict=True)
        for place, row in enumerate(many)
    ]
    said = [f"năm {one.year}: {vi.percent(_value(one), 1) if one.begun else NOT_BEGUN}" for one in found]
    head = f"Tiến độ chung {'; '.join(said)}"
    note = "Báo cáo và kiểm tra là của quý; “—” là chưa có mẫu số."
    return Block(
        "rates", "so-sanh-ty-le", head, note, share_charts.shares_alt(head, rows), partial(share_charts.shares, rows),
        partial(rate_lines, found), (),
    )  # fmt: skip


def rate_lines(found: Sequence[YearFigures]) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """The rates for a file: a line per rate and year with its parts, blank where there is none."""
    found_lines: list[Sequence[str]] = []
    for one in found:
        if not one.begun:
            continue
        parts = (plain(one.standing.total, 1), plain(one.standing.models, 0), plain(_value(one)))
        found_lines.append(("I7", words.NAMED["I7"].name, str(one.year), *parts))
        ratios = {**one.rates, "I15b": one.households.ratio or Ratio(0, 0)}
        for code, ratio in ratios.items():
            parts = (plain(ratio.numerator, 0), plain(ratio.denominator, 0), plain(ratio.value))
            found_lines.append((code, words.NAMED[code].name, str(one.year), *parts))
    return ("Mã", "Chỉ tiêu", "Năm", "Tử số", "Mẫu số", "Giá trị (%)"), found_lines


def table(found: Sequence[YearFigures]) -> dict[str, list[str]]:
    """Everything in one table: a row per figure, a column per year."""
    names = [*(name for name, _ in COUNTED), *(words.NAMED[code].name for code in ("I7", *RATES, "I15b"))]
    return {"Nội dung": names, **{f"Năm {one.year}": _column(one) for one in found}}


def _column(one: YearFigures) -> list[str]:
    known = one.begun or bool(one.models)
    counts = [vi.counted(count(one), "mô hình") if known else vi.UNKNOWN for _, count in COUNTED]
    return [*counts, *(row.said for row in (_mean(one), *(_rate(one, code) for code in RATES), _households(one)))]


def _value(one: YearFigures) -> float | None:
    mean = one.standing.value
    return None if mean is None else float(mean)


def _mean(one: YearFigures) -> Share:
    """I7: the mean over the models; the bar is that mean, the words say of how many."""
    models, value = one.standing.models, _value(one)
    note = "" if value is None else f"{vi.percent(value, 1)} · {vi.counted(models, 'mô hình')}"
    return Share(str(one.year), Ratio(round(value or 0), 100 if models else 0), future=not one.begun, note=note)


def _rate(one: YearFigures, code: str) -> Share:
    return Share(str(one.year), one.rates[code], future=not one.begun)


def _households(one: YearFigures) -> Share:
    found: Households = one.households
    ratio = found.ratio or Ratio(0, 0)
    note = words.households_words(found) if found.at_least else ""
    return Share(str(one.year), ratio, future=not one.begun, note=note)


def _fields(found: Sequence[YearFigures]) -> Block:
    rows = [
        Share(
            str(one.year) if len(found) > 1 else "",
            ratio,
            NAMES[group[0]] if place == 0 else "",
            future=not one.begun and not one.models,
        )
        for group in found[0].fields
        for place, one in enumerate(found)
        for ratio in (one.fields[group],)
    ]
    said = [f"năm {one.year}: {_most(one)}" for one in found if one.models]
    head = f"Nhiều mô hình nhất {'; '.join(said)}" if said else "Cơ cấu lĩnh vực"
    return _block("fields", "so-sanh-linh-vuc", head, "Tỷ trọng mô hình được duyệt theo nhóm lĩnh vực.", "Năm", rows)


def _most(one: YearFigures) -> str:
    most = max(ratio.numerator for ratio in one.fields.values())
    return vi.listing([NAMES[group[0]].lower() for group, ratio in one.fields.items() if ratio.numerator == most])


def _block(key: str, file: str, head: str, said: str, what: str, rows: Iterable[Share]) -> Block:
    shown = list(rows)
    return Block(
        key, file, head, said, share_charts.shares_alt(head, shown), partial(share_charts.shares, shown),
        partial(tables.shares, what, shown), (),
    )  # fmt: skip
