"""The one style sheet of a page: for a phone, for a desk, and for a sheet of paper."""

from casemodel.render.extras import Paper

_SCREEN = """\
:root{--ink:#1a1a1a;--quiet:#4a4a4a;--line:#8c8c8c;--wash:#f3f4f6;--link:#1f4e79;--danger:#8f1414}
*{box-sizing:border-box}
html{background:#fff;color:var(--ink);font:100%/1.5 Helvetica,Arial,sans-serif;
-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:62rem;padding:1rem;overflow-wrap:break-word}
h1,h2,h3{line-height:1.25;margin:1.75rem 0 .5rem}
h1{font-size:1.75rem;margin-top:.5rem}
h2{font-size:1.3rem;border-top:1px solid var(--line);padding-top:1rem}
h3{font-size:1.1rem}
p,ul,ol,dl{margin:.5rem 0}
p,li,dd{max-width:46rem}
ul,ol{padding-left:1.4rem}
li{margin:.3rem 0}
a{color:var(--link)}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
dl div{margin:.3rem 0}
dt{font-weight:bold}
dd{margin:0}
.subtitle{font-size:1.1rem;margin-top:0}
.quiet,.cite,figcaption small{color:var(--quiet)}
.strong{font-weight:bold;font-size:1.1rem}
.danger{border-left:.4rem solid var(--danger);padding-left:.7rem;font-weight:bold}
ul.signed,ul.pointed{list-style:none;padding-left:0}
ul.signed>li{display:grid;grid-template-columns:1.2rem 1fr}
ul.pointed>li{display:grid;grid-template-columns:3.2rem 1fr}
.sign{font-weight:bold;font-variant-numeric:tabular-nums}
.lead{font-weight:bold}
.beneath{grid-column:2;list-style:disc;color:var(--quiet)}
nav{background:var(--wash);padding:.5rem 1rem}
nav ul,ul.names{columns:16rem;padding-left:1.1rem}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:.25rem;background:#fff;padding:.25rem}
.wide{overflow-x:auto;margin:.75rem 0}
table{border-collapse:collapse;width:100%;font-size:.94rem}
caption{text-align:left;font-weight:bold;padding:.4rem 0}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}
th,td{border-bottom:1px solid var(--line);padding:.35rem .6rem .35rem 0;text-align:left;
vertical-align:top;min-width:4.2rem}
thead th{border-bottom:2px solid var(--ink);vertical-align:bottom}
tbody th{font-weight:bold;overflow-wrap:normal}
td ul{margin:0;padding-left:1rem}
td:last-child:empty{min-width:9rem;border-left:1px solid var(--line)}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;min-width:3rem}
.many th,.many td{min-width:9rem}
.many .number{min-width:4.5rem}
figure{margin:1rem 0}
figcaption{font-weight:bold;margin-bottom:.5rem}
figure svg{display:block;max-width:40rem;overflow:visible;margin-bottom:.5rem}
.lines{margin:.75rem 0}
.lines span{display:block;border-bottom:1px solid var(--ink);height:2rem}
footer{border-top:1px solid var(--line);margin-top:2rem;padding-top:.5rem;font-size:.94rem}
.places{color:var(--quiet);font-size:.94rem}
@media (max-width:42rem){
.stack,.stack tbody,.stack tr,.stack th,.stack td{display:block}
.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack tr{border-top:2px solid var(--ink);padding:.5rem 0}
.stack caption{display:block}
.stack th,.stack td{border:0;padding:.15rem 0;text-align:left;white-space:normal}
.stack td:empty{display:none}
.stack td::before{content:attr(data-label) ": ";color:var(--quiet)}
}
@media (min-width:48rem){dl div{display:grid;grid-template-columns:9rem 1fr;gap:1rem}}
@media (min-width:60rem){.beside{display:grid;grid-template-columns:2fr 3fr;gap:2rem;
align-items:start}.beside>.wide{margin-top:0}}
"""

_PRINTED = """\
@page{size:%(size)s;margin:15mm 15mm 17mm;@bottom-left{content:%(footer)s;font:8pt sans-serif}
@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif}}
@page across{size:%(size)s landscape}
@page short{margin:11mm 13mm 13mm}
@media print{
html{font-size:10.5pt;line-height:1.35}
body{max-width:none;padding:0}
nav,.skip{display:none}
h1{font-size:19pt}
h2{font-size:13.5pt;margin-top:12pt;padding-top:6pt}
h3{font-size:11.5pt}
h1,h2,h3,figcaption,caption{break-after:avoid}
li,tr,figure svg,dl div,.lines,.danger{break-inside:avoid}
p,li{orphans:2;widows:2}
thead{display:table-header-group}
p,li,dd{max-width:none}
dl div{display:grid;grid-template-columns:26mm 1fr;gap:4mm;margin:2pt 0}
table{font-size:8.5pt}
.beside{display:grid;grid-template-columns:5fr 8fr;gap:6mm;align-items:start}
.beside>.wide{margin-top:0}
ol.sources{font-size:9pt}
.places{font-size:8pt;columns:2}
.places li{margin:0}
th,td{min-width:0;padding:2pt 5pt 2pt 0}
.many th,.many td,.many .number{min-width:0}
.many tr{break-inside:auto}
.wide{overflow:visible}
.across{page:across}
.short{font-size:9pt;line-height:1.2;page:short}
.short h1{font-size:15pt;margin:0}
.short h2{font-size:11pt;margin:4pt 0 2pt;padding-top:2pt}
.short h3{font-size:10pt;margin:3pt 0 1pt}
.short .strong{font-size:10pt}
.short footer{margin-top:4pt;padding-top:2pt;font-size:8pt}
.short p,.short ul,.short li,.short figure,.short .wide,.short .lines{margin-top:2pt;
margin-bottom:2pt}
.short th,.short td{padding:1pt 4pt 1pt 0}
.short table,.short ol{font-size:8pt}
.short .lines span{height:1.6rem}
.short .beside table{font-size:7.5pt;white-space:nowrap}
.short ol{columns:2;column-gap:2.2rem}
.one table,.one p{font-size:9.5pt}
.one table{table-layout:fixed}
.one th,.one td{padding:2pt 8pt 2pt 0}
.one thead th:first-child{width:14%%}
.one thead th:last-child{width:17%%}
.one .quiet,.one footer p{font-size:8pt}
a{color:inherit;text-decoration:none}
}
@media print and (prefers-contrast:more){.quiet,.cite{color:#000}}
"""

_SIZES: dict[Paper, str] = {"letter": "letter", "a4": "A4"}


def style_for(paper: Paper, footer: str) -> str:
    """The style sheet for this paper, with the line for the foot of every sheet."""
    return _SCREEN + _PRINTED % {"size": _SIZES[paper], "footer": css_string(footer)}


def css_string(text: str) -> str:
    """The text as a string of CSS, every character by its number, so that none has a meaning."""
    return '"' + "".join(f"\\{ord(character):06x}" for character in text) + '"'
