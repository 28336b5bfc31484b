"""A button that copies a text, also on a phone over plain http (design, sections 5.7 and 12).

The clipboard API is there only on https and on the machine itself; elsewhere a hidden text field is selected and
copied. The text comes to the script as data and is put nowhere but into that field: nothing has to be escaped.
"""

from typing import Any

import streamlit as st

HTML = '<button type="button" aria-live="polite" hidden></button>'  # without its words it would be one without a name
CSS = """
button {
  min-height: 44px; padding: .25rem 1rem; border-radius: 8px; cursor: pointer;
  font: inherit; font-weight: 600; font-size: 1rem;
  color: var(--st-primary-color); background: transparent; border: 1px solid var(--st-primary-color);
}
button.primary { color: var(--st-background-color); background: var(--st-primary-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
@media print { button { display: none; } }
"""
JS = """
const byField = text => {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.cssText = 'position:fixed;top:0;left:0;opacity:0;font-size:16px';
  document.body.append(field);
  field.select();
  field.setSelectionRange(0, text.length);
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
};
const copy = async text => {
  if (!navigator.clipboard) return byField(text);  // at once: the press must still be under way
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byField(text);
  }
};
export default function ({data, parentElement}) {
  const button = parentElement.querySelector('button');
  let back;
  button.className = data.primary ? 'primary' : '';
  button.textContent = data.label;
  button.hidden = false;
  button.onclick = async () => {
    const copied = await copy(data.text);
    clearTimeout(back);
    button.textContent = copied ? data.done : data.failed;
    back = setTimeout(() => { button.textContent = data.label; }, 4000);
    button.focus();
  };
  return () => clearTimeout(back);
}
"""
DONE = "Đã sao chép"
FAILED = "Chưa chép được, hãy chọn chữ để chép"


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("dvk_copy", html=HTML, css=CSS, js=JS)


def draw(label: str, text: str, *, key: str, primary: bool = False) -> None:
    """A press puts `text` into the clipboard and says so on the button for some seconds."""
    data = {"label": label, "text": text, "done": DONE, "failed": FAILED, "primary": primary}
    _component()(key=key, data=data, width="content", height="content")
