"""What the browser is told once per page: the language, Streamlit's English words in Vietnamese, the chosen account,
and what the buttons do that work in the browser alone (`browser`).

Streamlit's own words cannot be translated (streamlit.md, section 1); an observer replaces exact matches in the page, so
text of people stays as it is. To be checked again at every upgrade of Streamlit.
"""

from typing import Any

import streamlit as st

from components import browser

WORDS = {
    "(required)": "(bắt buộc)",
    "This field is required.": "Mục này bắt buộc.",
    "No results": "Không có kết quả",
    "No options to select": "Không có lựa chọn",
    "Connection error": "Mất kết nối",
    "Page not found": "Không tìm thấy trang",
    "Skip to main content": "Đến nội dung chính",
    "Stop": "Dừng",
    "Running...": "Đang chạy…",
    "Settings": "Cài đặt",
    "Print": "In",
    "Rerun": "Tải lại",
    "Light": "Sáng",
    "Dark": "Tối",
    "System": "Theo máy",
    "Use system setting": "Theo máy",
    "Theme": "Giao diện",
    "Appearance": "Giao diện",
    "Select all": "Chọn tất cả",
}
LABELS = {
    "Fullscreen": "Toàn màn hình",
    "Close fullscreen": "Thoát toàn màn hình",
    "Show data": "Xem số liệu",
    "Download as PNG": "Tải ảnh PNG",
    "Copy Vega-Lite spec": "Chép đặc tả biểu đồ",
    "Show/hide columns": "Ẩn, hiện cột",
    "Add row": "Thêm dòng",
    "Delete row(s)": "Xóa dòng",
    "Clear selection": "Bỏ chọn",
    "Download as CSV": "Tải bảng (CSV)",
    "Search": "Tìm trong bảng",
    "Clear value": "Xóa",
    "Clear all": "Xóa hết",
    "Expand sidebar": "Mở trình đơn",
    "Collapse sidebar": "Đóng trình đơn",
    "Open": "Mở danh sách",
    "Sidebar": "Trình đơn",
    "App pages": "Các trang",
    "Navigate to home page": "Về trang đầu",
    "Help for": "Giải thích",
    "Choose date": "Chọn ngày",
    "Clear date": "Xóa ngày",
    "day": "ngày",
    "month": "tháng",
    "year": "năm",
    "Main menu": "Trình đơn",
    "Pagination": "Các trang của danh sách",
    "Previous page": "Trang trước",
    "Next page": "Trang sau",
}

JS = """
const observe = (words, labels) => {
  const text = node => {
    const said = node.nodeValue && node.nodeValue.trim();
    if (said && Object.hasOwn(words, said)) node.nodeValue = node.nodeValue.replace(said, words[said]);
    else if (/^Select \\d+ matches$/.test(said)) node.nodeValue = said.replace(/\\D+(\\d+).*/, 'Chọn cả $1 kết quả');
    else if (/^\\d+ more$/.test(said)) node.nodeValue = said.replace('more', 'mục khác');  // of a menu that is too long
  };
  const attributes = element => ['aria-label', 'title'].forEach(name => {
    const said = element.getAttribute && element.getAttribute(name);
    if (!said) return;
    const [head] = said.match(/^(Help for(?= )|[^:,]*)/);  // “Show data: the chart's words”, “day, Ngày bắt đầu”
    if (Object.hasOwn(labels, head)) element.setAttribute(name, labels[head] + said.slice(head.length));
    if (/^Page \\d+$/.test(said)) element.setAttribute(name, said.replace('Page', 'Trang'));
    if (/^\\w+ icon$/.test(said)) element.setAttribute('aria-hidden', 'true');  // “person icon”: the word stands beside
  });
  const walk = root => {
    if (root.nodeType === 3) return text(root);
    if (root.nodeType !== 1) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) text(walker.currentNode);
    attributes(root);
    root.querySelectorAll('[aria-label],[title]').forEach(attributes);
  };
  new MutationObserver(changes => changes.forEach(change =>
    change.type === 'characterData' ? text(change.target)
      : change.type === 'attributes' ? attributes(change.target) : change.addedNodes.forEach(walk)
  )).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['aria-label', 'title'],
  });
  walk(document.body);
};
export default function ({data}) {
  document.documentElement.lang = 'vi';
  if (data.account && /^[\\w.+@-]+$/.test(data.account))
    document.cookie = `dvk_account=${data.account}; path=/; max-age=2592000; SameSite=Strict`;
  if (window.dvkObserved) return;
  window.dvkObserved = true;
  observe(data.words, data.labels);
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("dvk_shell", js=JS + browser.WORK)


def mount(account: str | None) -> None:
    """`account` is remembered in a cookie, so that the choice survives F5; None leaves the cookie alone."""
    with st.container(key="shell", height=1, border=False):
        _component()(key="frame.shell", data={"account": account or "", "words": WORDS, "labels": LABELS}, height=1)
