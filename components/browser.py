"""Buttons whose work the browser does alone: a chart as a picture, and printing. No run of the script, no upload.

Streamlit's own toolbar has “Download as PNG”, but only under a mouse (invisible to a finger and to the keyboard), named
by the clock and without title or source. Here the picture says what it shows, of when, and that a sample is a sample.

Streamlit sends a component's script with each of its places in each run. What the buttons do comes once with the page
(`shell`), and the buttons wait for it.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

HTML = "<button type='button'><svg viewBox='0 0 24 24' aria-hidden='true'><path/></svg><span></span></button>"
CSS = """
:host{display:inline-block}
button{all:unset;box-sizing:border-box;cursor:pointer;display:inline-flex;align-items:center;gap:.5rem;
min-height:44px;padding:.25rem .5rem;border-radius:var(--st-button-radius,8px);font:400 .875rem/1.6 var(--st-font);
color:var(--st-text-color)}
button:hover{color:var(--st-primary-color)}
button:focus-visible{outline:2px solid var(--st-primary-color);outline-offset:2px}
button.framed{border:1px solid var(--st-border-color);padding:.25rem .75rem}
button[aria-busy=true]{opacity:.6}
svg{width:1.25rem;height:1.25rem;fill:currentColor}
@media print{button{display:none}}
"""
READY = """
const ready = window.dvkButton ||= (() => {
  let give;
  const promise = new Promise(done => { give = done; });
  return Object.assign(promise, {give});
})();
"""
"""Whichever script comes first makes the promise of the function that draws a button."""
JS = READY + "export default function (place) { ready.then(draw => draw(place)); }"
WORK = (
    READY
    + """
const ICONS = {
  picture: 'M19 5v14H5V5h14m0-2H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2m-4.9 8.9-3 3.9'
    + 'L9 13.1 6 17h12z',
  print: 'M19 8h-1V3H6v5H5a3 3 0 0 0-3 3v6h4v4h12v-4h4v-6a3 3 0 0 0-3-3M8 5h8v3H8zm8 14H8v-4h8zm2-4v-2H6v2H4v-4'
    + 'c0-.6.4-1 1-1h14c.6 0 1 .4 1 1v4z',
};
const EDGE = 24;
// An SVG that becomes a picture knows no font of the page, and one sent along may come too late: its shapes are drawn
// from a copy without words, its words by the page, each where it stands.
const shapes = async svg => {
  const copy = svg.cloneNode(true);
  copy.querySelectorAll('text').forEach(text => text.remove());
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const shown = new Image();
  shown.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(new XMLSerializer().serializeToString(copy));
  await shown.decode();
  return shown;
};
const words = (pen, svg, left, top) => {
  const box = svg.getBoundingClientRect();
  svg.querySelectorAll('text').forEach(text => {
    const place = text.getScreenCTM();
    const parts = text.querySelectorAll('tspan');
    (parts.length ? parts : [text]).forEach(part => {
      if (!part.textContent.trim()) return;
      const look = getComputedStyle(part);
      const at = part.getStartPositionOfChar(0).matrixTransform(place);
      pen.font = `${look.fontWeight} ${parseFloat(look.fontSize) * place.a}px ${look.fontFamily}`;
      pen.fillStyle = look.fill;
      pen.fillText(part.textContent, left + at.x - box.left, top + at.y - box.top);
    });
  });
};
const wrapped = (pen, text, width) => text.split(' ').reduce((lines, word) => {
  const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
  if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
  else lines.push(word);
  return lines;
}, []);
const picture = async ({chart, name, title, source}) => {
  const svg = document.querySelector(`.st-key-${chart} [data-testid=stVegaLiteChart] svg`)
    || document.querySelector(`.st-key-${chart} svg.marks`);
  const box = svg.getBoundingClientRect();
  await document.fonts.ready;
  const app = getComputedStyle(document.querySelector('[data-testid=stApp]'));
  const family = 'Be Vietnam Pro';
  const drawn = await shapes(svg);
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  const [bold, small] = [`700 20px "${family}", sans-serif`, `400 14px "${family}", sans-serif`];
  const width = Math.max(box.width, 320);
  pen.font = bold;
  const head = wrapped(pen, title, width);
  pen.font = small;
  const foot = wrapped(pen, source, width);
  const top = EDGE + head.length * 28 + 8;
  const scale = 2;
  canvas.width = scale * (width + 2 * EDGE);
  canvas.height = scale * (top + box.height + 12 + foot.length * 20 + EDGE);
  pen.scale(scale, scale);
  pen.fillStyle = app.backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.textBaseline = 'top';
  pen.fillStyle = app.color;
  pen.font = bold;
  head.forEach((line, at) => pen.fillText(line, EDGE, EDGE + at * 28));
  pen.drawImage(drawn, EDGE, top, box.width, box.height);
  pen.textBaseline = 'alphabetic';
  words(pen, svg, EDGE, top);
  pen.textBaseline = 'top';
  pen.fillStyle = app.color;
  pen.font = small;
  foot.forEach((line, at) => pen.fillText(line, EDGE, top + box.height + 12 + at * 20));
  const blob = await new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};
const ACTIONS = {picture, print: async () => window.print()};
ready.give(({data, parentElement}) => {
  const button = parentElement.querySelector('button');
  button.querySelector('span').textContent = data.label;
  button.setAttribute('aria-label', data.spoken || data.label);
  button.querySelector('path').setAttribute('d', ICONS[data.action]);
  button.classList.toggle('framed', data.action === 'print');
  button.onclick = async () => {
    if (button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    try { await ACTIONS[data.action](data); } finally { button.ariaBusy = 'false'; }
  };
});
"""
)
"""The script of all buttons, for the shell."""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("dvk_button", html=HTML, css=CSS, js=JS)


def picture(key: str, chart: str, *, name: str, title: str, source: Sequence[str], spoken: str) -> None:
    """“Ảnh (PNG)” of the chart with the key `chart`: the title above it, the `source` below it, saved as `name`."""
    data = {
        "action": "picture",
        "label": "Ảnh (PNG)",
        "spoken": spoken,
        "chart": chart.replace(".", "-"),
        "name": name,
        "title": title,
        "source": " · ".join(source),
    }
    _component()(key=key, data=data, width="content")


def print_page(key: str) -> None:
    """“In trang này (A4)”: the browser's own printing, with the print styles of the page."""
    with st.container(key="print-button"):
        _component()(key=key, data={"action": "print", "label": "In trang này (A4)"}, width="content")
