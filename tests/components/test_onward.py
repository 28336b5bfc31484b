"""Who presses Back in the moment after a choice stays where Back leads."""

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from components import onward

    if "mh" in st.query_params:
        st.title(st.query_params["mh"])
        return
    st.title("Danh sách")
    chosen = st.selectbox("Mô hình", ["MH-001", "MH-002"], None, key=onward.key("list"))
    if chosen:
        onward.here("mh", chosen)


def test_a_choice_that_the_browser_sends_a_second_time_after_back_leads_nowhere() -> None:
    page = AppTest.from_function(_page).run()
    sent = WidgetStates()
    sent.widgets.append(page.selectbox[0].select("MH-002")._widget_state)
    page.run()
    assert page.title[0].value == "MH-002"
    del page.query_params["mh"]
    page._run(sent)
    assert page.title[0].value == "Danh sách"
    assert page.selectbox[0].value is None
    page.selectbox[0].select("MH-002").run()
    assert page.title[0].value == "MH-002"
