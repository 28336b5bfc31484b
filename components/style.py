"""The one style block (design, section 10): sizes, 44 px targets, no fading while a page redraws, and print.

Only `data-testid` and `st-key-*` selectors; to be checked again at every upgrade of Streamlit.
"""

import streamlit as st

from components import theme

CSS = """<style>
[data-testid=stMainBlockContainer]{max-width:1440px;padding-left:5rem;padding-right:5rem;padding-bottom:3rem}
[data-testid=stBaseButton-primary],[data-testid=stBaseButton-primary] *{color:ON_PRIMARY!important}
[data-testid=stApp] [data-stale=true]{opacity:1!important}
[data-testid=stHeading] h1{font-size:2.125rem;line-height:1.28;padding:0 0 .25rem}
[data-testid=stHeading] h2{padding:.5rem 0}
[data-testid=stCaptionContainer]{font-size:.9375rem;opacity:1}
[data-testid=stMetricLabel] p{font-size:1rem}
[data-testid=stMetricValue]{font-size:2.75rem;font-weight:700;line-height:1.1}
[data-testid=stWidgetLabel] p{font-size:1rem}
[data-testid=InputInstructions]{display:none}
[data-testid=stButton] button,[data-testid=stDownloadButton] button,[data-testid=stLinkButton] a,
[data-testid=stPageLink-NavLink],[data-testid=stButtonGroup] button,[data-testid=stTextInputRootElement],
[data-testid=stPopover] button,[data-testid=stCheckbox] label,
[data-testid=stExpander] summary,[data-testid=stDateInputField],[data-testid=stSelectbox] [role=group],
[data-testid=stMultiSelect] [role=group]{min-height:44px}
[data-testid=stButtonGroup] [role=radiogroup]{flex-wrap:wrap}
[data-testid=stCheckbox] label{align-items:center}
[data-testid=stPageLink-NavLink] *{white-space:normal!important;overflow:visible!important}
.st-key-shell{position:absolute;height:0!important;overflow:hidden}
.st-key-dang_ky-form{max-width:760px;margin:0 auto}
:is(.st-key-bao_cao-form,.st-key-kiem_tra-form,.st-key-kho_khan-form,.st-key-cho_gui-form,
.st-key-lich_su-form){max-width:900px;
margin:0 auto}
.st-key-kpi h2{font-size:1.5rem;padding:0;text-align:right}
@media (max-width:640px){
[data-testid=stMainBlockContainer]{padding-left:1rem;padding-right:1rem}
[data-testid=stHeading] h1{font-size:1.5rem}
[data-testid=stExpandSidebarButton],[data-testid=stSidebarCollapseButton] button,
[data-testid=stSidebarNavLink],[data-testid=stLogoLink],
[data-testid=stPagination] button{min-width:44px;min-height:44px}
[data-testid=stMainBlockContainer] input,[data-testid=stMainBlockContainer] textarea{font-size:16px!important}
}
@media print{
@page{size:A4 portrait;margin:12mm}
html{font-size:9.5pt}
[data-testid=stHeader],[data-testid=stToolbar],[data-testid=stSelectbox],[data-testid=stDownloadButton],
[data-testid=stButtonGroup],[data-testid=stPageLink],.st-key-freshness,
:is(.st-key-trial,.st-key-queue){display:none!important}
[data-testid=stMainBlockContainer]{padding:0!important}
[data-testid=stHorizontalBlock]{flex-wrap:nowrap!important}
[data-testid=stColumn]{min-width:0!important}
[data-testid=stVerticalBlockBorderWrapper],[data-testid=stVegaLiteChart]{break-inside:avoid}
[data-testid=stVegaLiteChart] svg{max-width:100%;height:auto}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
</style>"""


def inject() -> None:
    """The words of a primary button get the page's colour: white cannot be read on the dark theme's light blue."""
    st.html(CSS.replace("ON_PRIMARY", theme.palette().bg))
