"""Settings of the server that something depends on."""

import tomllib
from pathlib import Path

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import populate_hash_if_needed

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_the_browser_is_never_referred_to_a_message_that_it_may_have_dropped() -> None:
    """A page went dead on "Cached ForwardMsg MISS" in one of three walks through all pages."""
    message = ForwardMsg()
    message.delta.new_element.markdown.body = "x" * 5_000_000
    assert len(message.SerializeToString()) < CONFIG["global"]["minCachedMessageSize"]
    populate_hash_if_needed(message)
    assert not message.metadata.cacheable
