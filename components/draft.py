"""What was typed into a form survives F5, a cut connection and a lost session: the browser keeps it until it was sent.

Under the account's name and the form's, with the operation that it belongs to: a form restored in two tabs, or after
the answer to a press was lost, is still the same operation and makes one row. Not in the address: names of people do
not belong into addresses and their logs.

Letters go into the browser's storage as they are typed, all other fields when the server has heard of them. Streamlit
disables every field while the connection is cut; the field that was being typed into loses the focus in the middle of
React's own work, when React hears no events, so its text would stand on the screen and never be sent. The script
therefore takes the focus away once more when the field is enabled again.

A connection that is cut while the page is being drawn leaves fields blank, on the screen or on the server too:
Streamlit 1.67 takes the rest of the page for gone. So what the browser had kept at the cut stays untouched until the
server has it after the reconnect, and shows all fields again but those that somebody is typing into.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from components import forms
from components.forms import BOOK, DRAWN, OPERATION, OWNER, Form

KEY = "draft.sync"
CLEARED = "draft.cleared"

JS = """
const MONTH = 30 * 86400 * 1000;
const SETTLED = 800;  // milliseconds after a reconnect; what was under way has been drawn by then
const SOON = 100;  // milliseconds between two looks whether the page is at rest
const STATE = 'data-test-connection-state';  // of Streamlit's stApp
const TEXTS = 'textarea, input[type=text]:not([role=combobox])';
const recent = text => {
  try {
    const kept = JSON.parse(text);
    return Date.now() - kept.at < MONTH ? kept : null;
  } catch { return null; }
};
const write = (key, record) => {
  try { localStorage.setItem(key, JSON.stringify({...record, at: Date.now()})); } catch { /* full or forbidden */ }
};
const read = key => {
  try { return recent(localStorage.getItem(key)); } catch { return null; }
};
const remove = key => {
  try { localStorage.removeItem(key); } catch { /* forbidden */ }
};
const sweep = () => {
  try {
    Object.keys(localStorage).filter(key => key.startsWith('dvk.') && !read(key)).forEach(remove);
  } catch { /* forbidden */ }
};

const begin = () => {  // once per tab
  const tab = {account: '', forms: {}, typed: {}, before: {}, tell: () => {}};
  tab.key = place => `dvk.${place}.${tab.account}`;
  tab.store = place => {
    if (tab.before[place]) return;  // cut: nothing that comes now is what somebody wants
    const {op, shown, values} = tab.forms[place];
    const typed = Object.fromEntries(Object.entries(tab.typed[place] || {}).map(([name, one]) => [name, one.text]));
    const any = values || Object.keys(typed).length;
    if (any) write(tab.key(place), {op, shown, values: {...values, ...typed}});
    else if (read(tab.key(place))?.op === op) remove(tab.key(place));
  };
  const find = element => {  // [form, name of the field], told by the class that Streamlit makes of a widget's key
    const box = element.matches?.(TEXTS) && element.closest('[class*="st-key-"]');
    const css = box && [...box.classList].find(one => one.startsWith('st-key-'));
    for (const [place, {slot}] of Object.entries(css ? tab.forms : {})) {
      const head = `st-key-${slot.replace(/[^\\w-]/g, '-')}-`;
      if (css.startsWith(head)) return [place, css.slice(head.length).replaceAll('-', '.')];
    }
    return null;
  };
  addEventListener('input', ({target}) => {
    const found = find(target);
    if (!found) return;
    const [place, name] = found;
    (tab.typed[place] ||= {})[name] = {text: target.value, left: false};
    tab.store(place);
  }, true);
  addEventListener('focusout', ({target}) => {
    const found = find(target);
    const one = found && tab.typed[found[0]]?.[found[1]];
    if (one && !target.disabled) one.left = true;
  }, true);
  addEventListener('storage', ({key, newValue}) => {
    const kept = recent(newValue);
    for (const [place, {op}] of Object.entries(tab.forms))
      if (key === tab.key(place) && kept?.sent && kept.op === op) tab.tell('sent', {place, sent: kept.sent});
  });
  const again = () => {  // not into a run: that one would begin anew and forget which button was pressed
    if (document.querySelector(`[${STATE}]`)?.dataset.testScriptState !== 'notRunning') return setTimeout(again, SOON);
    const told = {};
    for (const [place, {op, values}] of Object.entries(tab.before)) {
      const typing = Object.entries(tab.typed[place] || {}).filter(([, one]) => !one.left).map(([name]) => name);
      told[place] = {op, values, typing};
    }
    tab.before = {};
    if (Object.keys(told).length) tab.tell('again', told);
  };
  const line = (was, is) => {
    if (is === 'CONNECTED') return setTimeout(again, SETTLED);
    if (was !== 'CONNECTED') return;
    for (const place of Object.keys(tab.forms)) tab.before[place] ||= read(tab.key(place)) || {};
  };
  new MutationObserver(changes => changes.forEach(({target, attributeName, oldValue}) => {
    if (attributeName === STATE) return line(oldValue, target.getAttribute(STATE));
    const found = !target.disabled && target !== document.activeElement && find(target);
    const one = found && tab.typed[found[0]]?.[found[1]];
    if (one && !one.left) target.dispatchEvent(new FocusEvent('focusout', {bubbles: true}));
  })).observe(document.body, {
    subtree: true, attributes: true, attributeOldValue: true, attributeFilter: ['disabled', STATE],
  });
  sweep();
  return tab;
};

export default function ({data, setTriggerValue}) {
  const tab = window.dvkDraft ||= begin();
  if (tab.account !== data.account) tab.typed = {};
  Object.assign(tab, {account: data.account, forms: data.forms, tell: setTriggerValue});
  for (const [place, {op, sent}] of Object.entries(data.cleared)) {
    delete tab.typed[place];
    if (read(tab.key(place))?.op !== op) continue;
    if (sent) write(tab.key(place), {op, sent});  // the other tabs hear of it
    else remove(tab.key(place));
  }
  const kept = {};
  for (const [place, {asks, values}] of Object.entries(data.forms)) {
    if (asks) {
      const record = read(tab.key(place));
      if (record?.values) kept[place] = record;
      continue;
    }
    for (const [name, one] of Object.entries(tab.typed[place] || {}))
      if (one.left || values?.[name] === one.text) delete tab.typed[place][name];
    tab.store(place);
  }
  if (data.must || Object.keys(kept).length) setTriggerValue('kept', kept);
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("dvk_draft", js=JS)


@contextmanager
def page(account: str) -> Iterator[None]:
    """What is typed into the forms of this page, by this account and for this year, is kept by the browser."""
    account += st.session_state.get(BOOK, "") if account else ""
    st.session_state[OWNER] = account
    _press_waiting()
    mark = DRAWN.set({})
    try:
        yield
        _sync(account)
    finally:
        DRAWN.reset(mark)


def line(slot: str) -> None:
    """Says that what stands in the form comes from before, and takes it away again if asked to."""
    form = forms.current(slot)
    if form.settled is not None and form.values() == form.settled:
        said = "Nội dung này đã được gửi ở cửa sổ khác."
    elif form.restored:
        said = "Đã khôi phục nội dung đang điền dở."
    else:
        return
    with st.container(key=f"{slot}.kept", horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.caption(f":gray[{said}]", width="content")
        st.button(":blue[Bỏ, điền lại]", key=f"{slot}.discard", type="tertiary", on_click=discard, args=(slot,))


def discard(slot: str) -> None:
    """A callback: what was restored is thrown away, here and in the browser."""
    _clear(forms.current(slot))
    forms.renew(slot)


def sent(slot: str, content: str) -> None:
    """The form was sent: the browser forgets what was typed, and its other tabs hear what became of it."""
    _clear(forms.current(slot), content)


def _clear(form: Form, content: str = "") -> None:
    st.session_state.setdefault(CLEARED, {})[form.place] = {"op": form.op, "sent": content}


def is_deferred(slot: str, again: Callable[[], None]) -> bool:
    """Whether a press has to wait for what the browser kept; `again` is then called in the run after its answer.

    In a session that has just taken the place of a lost one nobody knows yet which operation is being sent.
    """
    form = forms.current(slot)
    known = form.asked and form.waiting is None
    if known or not form.fields or DRAWN.get() is None:
        return False
    form.waiting = again
    return True


def _press_waiting() -> None:
    for form in _forms():
        if form.waiting is not None and form.answered:
            again, form.waiting = form.waiting, None
            again()


def _forms() -> list[Form]:
    return [one for one in st.session_state.values() if isinstance(one, Form)]


def _sync(account: str) -> None:
    """Hands what stands in the drawn forms to the browser, and asks it for what it kept of those drawn first."""
    drawn = {slot: forms.current(slot) for slot in DRAWN.get() or ()}
    data = {
        "account": account,
        "forms": {form.place: _entry(slot, form) for slot, form in drawn.items()},
        "cleared": st.session_state.pop(CLEARED, {}),
        "must": any(form.waiting is not None for form in drawn.values()),
    }
    with st.container(key="draft", height=1, border=False):
        heard = {"on_kept_change": _arrived, "on_sent_change": _sent_elsewhere, "on_again_change": _show_again}
        _component()(key=KEY, data=data, height=1, **heard)
    for form in drawn.values():
        form.asked = True


def _entry(slot: str, form: Form) -> dict[str, Any]:
    asks = not form.asked or form.waiting is not None
    values = None if asks else form.unsent()
    return {"slot": slot, "op": form.op, "shown": form.shown, "asks": asks, "values": values}


def _arrived() -> None:
    """What the browser kept, as it says. The forms take it back field by field where they are drawn."""
    answer = st.session_state[KEY]["kept"] or {}
    for form in _forms():
        form.answered = form.answered or form.asked
        kept = answer.get(form.place)
        if kept and form.owner == st.session_state.get(OWNER):
            _take_back(form, kept)


def _take_back(form: Form, kept: Any) -> None:
    values, shown = kept.get("values"), kept.get("shown")
    if not isinstance(values, dict) or not OPERATION.fullmatch(str(kept.get("op"))):
        return
    form.op, form.kept = kept["op"], dict(values)
    form.shown = dict(shown) if isinstance(shown, dict) else {}
    now = form.values()
    form.restored = any(value and value != now.get(name) for name, value in values.items())


def _show_again() -> None:
    """After a reconnect: a field that was emptied gets what the browser had kept, and all show what stands in them.

    Not those that are empty here and there: somebody may have begun to type into one meanwhile, and would lose it.
    """
    told = st.session_state[KEY]["again"] or {}
    for form in _forms():
        kept = told.get(form.place)
        if not isinstance(kept, dict) or form.owner != st.session_state.get(OWNER):
            continue
        typing = kept.get("typing") or ()
        values = kept.get("values") if kept.get("op") == form.op else None
        if isinstance(values, dict):
            form.kept = {name: value for name, value in values.items() if name not in typing}
        for name, one in form.fields.items():
            if name in typing or one.key not in st.session_state:
                continue
            if st.session_state[one.key] or form.kept.get(name):
                st.session_state[one.key] = st.session_state[one.key]


def _sent_elsewhere() -> None:
    told = st.session_state[KEY]["sent"] or {}
    for form in _forms():
        if form.place == told.get("place") and OPERATION.fullmatch(str(told.get("sent"))):
            form.sent_elsewhere(told["sent"])
