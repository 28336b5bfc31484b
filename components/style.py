"""The one style block (design, section 10): sizes, 44 px targets, no fading while a page redraws, and print.

Only `data-testid` and `st-key-*` selectors; to be checked again at every upgrade of Streamlit.
"""

import streamlit as st

from components import theme

CSS = """<style>
[data-testid=stMainBlockContainer]{max-width:1440px;padding-left:5rem;padding-right:5rem;padding-bottom:3rem}
[data-testid=stBaseButton-primary],[data-testid=stBaseButton-primary] *{color:light-dark(PAGES)!important}
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
[data-testid=stPopoverBody]:not(:has([data-testid=stElementContainer])){min-height:420px}
.st-key-dang_ky-form{max-width:760px;margin:0 auto}
:is(.st-key-bao_cao-form,.st-key-kiem_tra-form,.st-key-kho_khan-form,.st-key-cho_gui-form,
.st-key-lich_su-form,.st-key-viec_cua_toi-form,.st-key-tuyen_truyen-form,.st-key-chinh_quyen-form){max-width:900px;
margin:0 auto}
:is(.st-key-don_doc,.st-key-y_kien,.st-key-dien_hinh,.st-key-xep_loai,.st-key-ke_hoach){max-width:1180px;margin:0 auto}
:is(.st-key-y_kien-form,.st-key-dien_hinh-form){max-width:900px}
[class*=st-key-ke_hoach-R]{flex-wrap:nowrap!important}
.st-key-kiem_tra-form:has(.st-key-kiem_tra-plan){max-width:none}
[class*=st-key-don_doc-text]{background:light-dark(SURFACES)}
[class*=st-key-kpi-] [data-testid=stPageLink-NavLink]{min-height:28px;padding:0}
[class*=st-key-kpi-] [data-testid=stPageLink-NavLink] p{font-size:1rem}
.st-key-reasons p:not(:last-child){margin-bottom:.25rem}
.st-key-kpi h2{font-size:1.5rem;padding:0;text-align:right}
@media (min-width:641px){[data-testid=stHeading] h1{text-wrap:balance}}
@media (max-width:640px){
[data-testid=stMainBlockContainer]{padding-left:1rem;padding-right:1rem}
[data-testid=stHeading] h1{font-size:1.5rem}
[data-testid=stExpandSidebarButton],[data-testid=stSidebarCollapseButton] button,
[data-testid=stSidebarNavLink],[data-testid=stLogoLink]{min-width:44px;min-height:44px}
[data-testid=stPagination] button{min-height:44px}
[data-testid=stNumberInputContainer]{height:auto}
[data-testid=stNumberInputContainer] input{min-height:44px}
[data-testid=stNumberInputContainer] button{display:none}
[data-testid=stRadioOption]{min-height:44px;align-items:center}
:is([data-testid=stMainBlockContainer],[data-testid=stPopoverBody]) :is(input,textarea){font-size:16px!important}
}
:has(>.st-key-on-paper){display:none!important}
@media print{
@page{size:A4 portrait;margin:12mm}
html{font-size:9.5pt}
[data-testid=stHeader],[data-testid=stToolbar],[data-testid=stElementToolbar],[data-testid=stSelectbox],
[data-testid=stDownloadButton],[data-testid=stButton],[data-testid=stButtonGroup],[data-testid=stPageLink],
[data-testid=stTextInput],[data-testid=stPagination],[data-testid=stPopover],[data-testid=stToast],[data-testid=stCheckbox],
:has(>:is([class*=downloads],.st-key-print-button,.st-key-choices,[class*=st-key-ke_hoach-ways])),.st-key-freshness,
:is(.st-key-movement,.st-key-trial,.st-key-queue){display:none!important}
:has(>.st-key-on-paper),.st-key-on-paper p{display:block!important}
:is([class*=st-key-kpi-],[class*=st-key-don_vi-model]) [data-testid=stPageLink]{display:block!important}
[data-testid=stMainBlockContainer]{padding:0 1px!important}
[data-testid=stHeading] h1{font-size:1.7rem}
[data-testid=stMetricValue]{font-size:1.75rem}
[data-testid=stMarkdownContainer] :is(p,span){white-space:normal!important}
[data-testid=stVerticalBlock]{gap:0}
[data-testid=stVerticalBlock]>*{margin-bottom:.4rem!important}
[data-testid=stHeading] :is(h1,h2){margin-bottom:.5rem}
[data-testid=stHorizontalBlock]:has(>[data-testid=stColumn]){display:flex!important;flex-wrap:nowrap!important}
[data-testid=stColumn]{min-width:0!important}
[data-testid=stColumn] [data-testid=stVerticalBlock] [data-testid=stVerticalBlock],[data-testid=stVegaLiteChart],
[data-testid=stHeading],[class*=-blocks] [data-testid=stHorizontalBlock],[class*=st-key-ke_hoach-R]{break-inside:avoid}
[data-testid=stHeading]{break-after:avoid}
[data-testid=stVegaLiteChart],[data-testid=stVegaLiteChart] *{height:auto!important;min-height:0!important}
[data-testid=stVegaLiteChart] svg{max-width:100%}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
</style>"""

SLIDES = """<style>
html{font-size:min(1.25vw,2.222vh)!important}
[data-testid=stHeader],[data-testid=stElementToolbar],.st-key-trial,.st-key-queue{display:none!important}
[data-testid=stMain]{overflow:hidden}
.st-key-trinh_chieu-slide{position:fixed;inset:0 0 max(3rem,48px);padding:1.25rem 2.5rem 0;overflow:hidden;gap:.5rem}
.st-key-trinh_chieu-slide [data-testid=stHeading] h1{font-size:2.9167rem;line-height:1.2;padding:0;text-wrap:balance}
[data-testid=stLayoutWrapper]:has(>.st-key-trinh_chieu-body){flex:1;min-height:0}
.st-key-trinh_chieu-body{height:100%;justify-content:space-evenly;gap:.5rem}
.st-key-trinh_chieu-body [data-testid=stColumn]>div{gap:.5rem}
.st-key-trinh_chieu-body p{font-size:1.2083rem;line-height:1.35}
.st-key-trinh_chieu-body strong{font-weight:700}
[class*=st-key-trinh_chieu-number] [data-testid=stElementContainer]:first-child p{font-size:4rem;line-height:1.1}
[class*=st-key-trinh_chieu-number] [data-testid=stElementContainer]:last-child p{font-size:1.0833rem}
[class*=st-key-trinh_chieu-decision]{padding:.4rem 1.25rem}
[class*=st-key-trinh_chieu-decision-narrow] p{font-size:1.0833rem}
[class*=st-key-trinh_chieu-decision-narrow] [data-testid=stElementContainer]:first-child p{font-size:1.4rem}
[class*=st-key-trinh_chieu-decision-wide]{padding:1.25rem 1.75rem}
[class*=st-key-trinh_chieu-decision-wide] [data-testid=stElementContainer]:first-child p{font-size:2rem}
.st-key-trinh_chieu-foot{position:fixed;inset:auto 0 0;height:max(3rem,48px);padding:0 2.5rem;gap:.5rem;
flex-wrap:nowrap}
[data-testid=stLayoutWrapper]:has(>.st-key-trinh_chieu-time){min-width:max-content}
.st-key-trinh_chieu-foot p{font-size:.9rem;white-space:nowrap}
.st-key-trinh_chieu-controls{flex-wrap:nowrap}
.st-key-trinh_chieu-controls button{min-width:max(24px,1.8rem);padding:0}
.st-key-trinh_chieu-controls kbd{display:none}
.st-key-trinh_chieu-controls button p{position:absolute;clip-path:inset(50%)}
.st-key-trinh_chieu-controls [data-testid=stBaseButton-secondary]{border-color:transparent;background:none}
.st-key-trinh_chieu-controls [data-testid=stBaseButton-secondary] [data-testid=stIconMaterial]{color:PRIMARY}
</style>"""


PAGES = f"{theme.LIGHT.bg},{theme.DARK.bg}"
SURFACES = f"{theme.LIGHT.surface},{theme.DARK.surface}"


def inject() -> None:
    """The words of a primary button get the page's colour: white cannot be read on the dark theme's light blue."""
    st.html(CSS.replace("PAGES", PAGES).replace("SURFACES", SURFACES))


def for_slides() -> None:
    """A screen that is one slide: all letters grow with it, and nothing but the slide and its foot is seen."""
    st.html(SLIDES.replace("PRIMARY", theme.palette().primary))
