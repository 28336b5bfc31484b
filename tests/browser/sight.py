"""What nobody should see on a screen: the searches for it in a page, and the rules of axe-core."""

from contextlib import suppress
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as StillThere

EVERY_RULE: dict[str, Any] = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS: dict[str, Any] = {"runOnly": ["color-contrast"]}  # all that another appearance can change
BAD = {"serious", "critical"}
# What lies in Streamlit itself and cannot be reached from here, by rule: the selectors of it.
STREAMLIT: dict[str, tuple[str, ...]] = {}
WIDER = """
() => {
  const main = document.querySelector('[data-testid=stMain]');
  const inside = [...main.querySelectorAll('[data-testid=stElementContainer]')]
    .filter(element => !element.closest('.st-key-shell, .st-key-draft'))
    .filter(element => element.getBoundingClientRect().left < 0
      || element.getBoundingClientRect().right > innerWidth + 1);
  const scroll = [document.documentElement, main].filter(element => element.scrollWidth > element.clientWidth);
  return [...scroll, ...inside].map(element => `${element.tagName} ${element.innerText.slice(0, 40)}`);
}
"""
# Words that lie upon each other, or stick out of the chart's frame by more than a pixel.
COLLISIONS = """
() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  const words = [...svg.querySelectorAll('text')].filter(one => one.textContent.trim())
    .map(one => ({said: one.textContent, box: one.getBoundingClientRect()}));
  const out = words.filter(({box}) => box.left < frame.left - 1 || box.right > frame.right + 1
    || box.top < frame.top - 1 || box.bottom > frame.bottom + 1).map(({said}) => `${said} sticks out`);
  const upon = words.flatMap(({said, box}, at) => words.slice(at + 1).filter(other =>
    Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 1
    && Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 1
  ).map(other => `${said} upon ${other.said}`));
  return [...out, ...upon];
})
"""
# Of each chart, whether its words have the given colour among theirs.
INKED = """
ink => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')]
  .map(svg => [...svg.querySelectorAll('text')].some(word => word.getAttribute('fill').toUpperCase() === ink))
"""
SMALL = """
() => [...document.querySelectorAll(':is([data-testid=stMain], [data-testid=stPopoverBody])'
    + ' :is(button, input, textarea, summary), [data-testid=stExpandSidebarButton]')]
  .filter(one => one.checkVisibility()
    && !one.closest('[data-testid=stTooltipIcon], [data-testid=stElementToolbar]'))
  .map(one => one.closest('[data-testid=stTextInputRootElement], [data-testid=stSelectbox] [role=group],'
    + '[data-testid=stMultiSelect] [role=group], [data-testid=stDateInputField], [data-testid=stCheckbox] label,'
    + '[data-testid=stRadioOption]')
    || one)
  .filter(one => one.getBoundingClientRect().height < 44)
  .map(one => one.outerHTML.slice(0, 120))
"""
# Choices and links whose words run out of their frame, and pages to turn to that lie beside the screen.
CUT = """
() => [...document.querySelectorAll('[data-testid=stButtonGroup] [role=radiogroup], [data-testid=stPageLink] *')]
  .filter(one => one.scrollWidth > one.clientWidth + 1)
  .concat([...document.querySelectorAll('[data-testid=stPagination] button')]
    .filter(one => one.getBoundingClientRect().right > innerWidth)).map(one => one.innerText)
"""
ZOOMING = """
() => [...document.querySelectorAll('input, textarea')].filter(one => parseFloat(getComputedStyle(one).fontSize) < 16)
  .map(one => one.outerHTML.slice(0, 120))
"""
ENGLISH = """
() => [...document.querySelectorAll('[aria-label]:not([aria-hidden=true])')].map(one => one.ariaLabel)
  .filter(name => / icon$/.test(name)
    || /^(Help|day|month|year|Choose|Clear|Open|Expand|Sidebar|App|Navigate|Show|Download|Search)\\b/.test(name)
    || /^(Pagination|Page|Previous|Next)\\b/.test(name))
"""


def expect_none(page: Page, search: str) -> None:
    """`search` finds nothing any more: the browser may still be about to draw what it was told."""
    with suppress(StillThere):
        page.wait_for_function(f"() => ({search})().length === 0", timeout=5_000)
    assert page.evaluate(search) == []


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """Each as one line: rule, element, what is wrong. axe-core itself is put into a document once."""
    once = Axe("" if page.evaluate("'axe' in window") else AXE_SCRIPT)
    found = once.run(page, options={**rules, "resultTypes": ["violations"]}).response["violations"]
    return [_line(rule, node) for rule in found for node in rule["nodes"] if _counts(rule, node)]


def _counts(rule: dict[str, Any], node: dict[str, Any]) -> bool:
    known = STREAMLIT.get(rule["id"], ())
    return node["impact"] in BAD and not any(one in node["html"] for one in known)


def _line(rule: dict[str, Any], node: dict[str, Any]) -> str:
    said = " ".join(str(node.get("failureSummary", "")).split())
    return f"{rule['id']}: {node['target']} {node['html'][:200]} {said[:200]}"
