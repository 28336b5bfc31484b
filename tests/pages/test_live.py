"""What the browser is sent, as it is sent: every box before what stands in it, in whatever order fragments run."""

from pathlib import Path as File

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from tests.pages.conftest import Seam
from tests.pages.test_hostile import PAGES
from tests.pages.test_loop import opened

Path = tuple[int, ...]
ROOT = File(__file__).parents[2]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[ForwardMsg]:
    """All messages of a run, in their order."""
    kept: list[ForwardMsg] = []
    monkeypatch.setattr(ForwardMsgQueue, "_before_enqueue_msg", kept.append)
    return kept


def fragments(sent: list[ForwardMsg]) -> set[str]:
    return {one.delta.fragment_id for one in sent if one.HasField("delta") and one.delta.fragment_id}


def missing(sent: list[ForwardMsg]) -> list[Path]:
    """Places that the browser is told to fill while a place before them is not there: there it throws and is gone."""
    counts: dict[Path, int] = {(): 4}
    bad = []
    for path in (tuple(one.metadata.delta_path) for one in sent if one.HasField("delta")):
        *above, at = path
        if at > counts.get(tuple(above), 0):
            bad.append(path)
        counts[tuple(above)] = max(counts.get(tuple(above), 0), at + 1)
    return bad


def run_again(sent: list[ForwardMsg], again: set[str]) -> list[ForwardMsg]:
    """The queue when fragments run again before the browser has got anything: theirs is taken out, and sent behind."""
    queue = ForwardMsgQueue()
    for one in sent:
        queue.enqueue(one)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=sorted(again))
    return [*queue.flush(), *(one for one in sent if one.HasField("delta") and one.delta.fragment_id in again)]


@pytest.mark.parametrize("page", PAGES)
def test_a_fragment_that_runs_again_at_once_leaves_no_gap_on_the_page(
    seam: Seam, sent: list[ForwardMsg], page: str
) -> None:
    seam.waiting = (1, 1)
    opened(page)
    run = list(sent)
    assert not missing(run)
    assert fragments(run)
    for again in (*({one} for one in fragments(run)), fragments(run)):
        assert not missing(run_again(run, again))


def test_no_fragment_stands_on_a_page_without_a_box_of_the_page() -> None:
    places = (one for folder in ("pages", "components") for one in (ROOT / folder).rglob("*.py"))
    named = [one.name for one in (*places, ROOT / "app.py") if "st.fragment" in one.read_text(encoding="utf-8")]
    assert named == ["live.py"]
