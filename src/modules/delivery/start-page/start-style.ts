/** The one stylesheet of the pages for readers: wide, 360 px wide, dark, and on A4 paper. */
export const startStyle = `:root {
  color-scheme: light dark;
  --ground: #f6f5f2; --paper: #fff; --ink: #1c2026; --soft: #555e69; --line: #dddad3; --link: #9a1b1e;
  --seal: #a81f22; --on-seal: #fff; --focus: #0b57d0;
  --city: #1f4e8c; --city-tint: #e7eef8; --district: #7a4a00; --district-tint: #fbedd0; --street: #12614a; --street-tint: #dcf1e7;
  --district-wash: #fef8ea; --street-wash: #f0f9f4; --on-level: #fff; --good: #12614a;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --paper: #1d2126; --ink: #e9e7e2; --soft: #a9b0b9; --line: #363c44; --link: #ff9d94;
    --seal: #b3292c; --focus: #8ab4f8;
    --city: #a9c8f5; --city-tint: #22324a; --district: #f2c879; --district-tint: #3d2f14; --street: #8fd9bb; --street-tint: #173a2e;
    --district-wash: #27231a; --street-wash: #1a2724; --on-level: #14171b; --good: #8fd9bb;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.65 "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", sans-serif;
  line-break: strict; overflow-wrap: break-word;
}
h1, h2, h3, p, dl, dd, ul, table { margin: 0; }
ul { padding: 0; list-style: none; }
small { font-size: .8125rem; color: var(--soft); font-weight: 400; }
code, .code { font: .8125rem/1.5 ui-monospace, "SFMono-Regular", "Cascadia Mono", Consolas, "Noto Sans Mono", monospace; overflow-wrap: anywhere; }
.code { color: var(--soft); font-weight: 400; }
a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100vw; top: 0; background: var(--paper); padding: .5rem 1rem; z-index: 1; }
.skip:focus { left: 0; }
.keep { display: inline-block; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.top, main, footer { max-width: 80rem; margin: 0 auto; padding: 0 1.5rem; }
section { margin-top: 2.75rem; }
h2 { font-size: 1.375rem; line-height: 1.4; text-wrap: balance; }
.lead, .note { color: var(--soft); text-wrap: pretty; }
.lead { margin: .25rem 0 1rem; max-width: 52em; }

.brand { display: flex; align-items: center; gap: .75rem; padding: .75rem 0; border-bottom: 1px solid var(--line); font-weight: 600; }
.seal { display: grid; place-items: center; width: 2.25rem; height: 2.25rem; background: var(--seal); color: var(--on-seal); border-radius: .25rem; font-size: .9375rem; line-height: 1.05; writing-mode: vertical-rl; letter-spacing: 0; }
nav { margin-left: auto; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-weight: 400; font-size: .9375rem; }
nav a { color: inherit; padding: .25rem 0; }
h1 { margin-top: 1.25rem; font-size: clamp(1.625rem, 1.1rem + 2.2vw, 2.375rem); line-height: 1.3; text-wrap: balance; }
.top > p { margin-top: .25rem; color: var(--soft); max-width: 52em; text-wrap: pretty; }

.numbers { margin-top: 1.25rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: .875rem 1.5rem; }
.figures { display: grid; grid-template-columns: repeat(5, 1fr); gap: .75rem 1.5rem; }
.figures > div + div { border-left: 1px solid var(--line); padding-left: 1.5rem; }
.figures dt { font-size: .875rem; color: var(--soft); }
.figures dd { font-size: 1.875rem; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
.figures small { display: block; line-height: 1.5; }
.kinds, .kinds ul, .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; font-size: .875rem; }
.kinds { justify-content: space-between; margin-top: .75rem; padding-top: .625rem; border-top: 1px solid var(--line); }
.kinds p { color: var(--soft); }
.kinds b, .portal header b { font-variant-numeric: tabular-nums; }
.lead + .legend { margin: -.75rem 0 1rem; color: var(--soft); } .legend .mark { display: inline-block; padding: 0 .5rem; margin-right: .25rem; }

.portals { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); grid-template-rows: repeat(7, auto); column-gap: 1.25rem; }
.portal { display: grid; grid-row: span 7; grid-template-rows: subgrid; row-gap: 0; background: var(--paper); border: 1px solid var(--line); border-top: .25rem solid; border-radius: .5rem; position: relative; }
.portal.city { border-top-color: var(--city); } .portal.district { border-top-color: var(--district); } .portal.street { border-top-color: var(--street); }
.portal + .portal::before { content: "→" / ""; position: absolute; left: -1.1875rem; top: 1.125rem; color: var(--soft); line-height: 1; }
.portal header { padding: .75rem 1rem; }
.portal h3 { font-size: 1.1875rem; line-height: 1.4; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .5rem; }
.portal h3 span { font-size: .8125rem; font-weight: 400; color: var(--soft); }
.portal header p { font-size: .875rem; }
.portal.city header p { color: var(--city); } .portal.district header p { color: var(--district); } .portal.street header p { color: var(--street); }
.portal dl { display: grid; grid-row: span 6; grid-template-rows: subgrid; }
.field { padding: .5rem 1rem; border-top: 1px solid var(--line); }
.field dt { font-size: .8125rem; color: var(--soft); }
.said { display: grid; grid-template-columns: 4rem minmax(0, 1fr); gap: .5rem; align-items: baseline; font-size: .9375rem; line-height: 1.6; padding: .125rem 0; }
.said small { display: block; line-height: 1.5; }
.said p { text-wrap: pretty; }
.district .said:not(.own) p, .street .said:not(.own) p { color: var(--soft); }
.changed .own p { font-weight: 600; }
.district .changed { box-shadow: inset .25rem 0 var(--district); background: var(--district-wash); } .street .changed { box-shadow: inset .25rem 0 var(--street); background: var(--street-wash); }
.basis { display: block; } .basis small { display: inline-block; }
.mark { color: var(--soft); border: 1px solid; border-radius: .25rem; font-size: .75rem; line-height: 1.5; text-align: center; white-space: nowrap; }
.mark.city { color: var(--city); background: var(--city-tint); } .mark.district { color: var(--district); background: var(--district-tint); } .mark.street { color: var(--street); background: var(--street-tint); }
.mark.own { color: var(--on-level); background: var(--soft); border-color: transparent; }
.mark.city.own { background: var(--city); } .mark.district.own { background: var(--district); } .mark.street.own { background: var(--street); }
del { color: var(--soft); text-decoration-thickness: 1px; }
.none { color: var(--soft); }

.record { margin-bottom: .75rem; } .record .code { display: inline-block; }
table { width: 100%; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; border-spacing: 0; font-size: .9375rem; }
caption { text-align: left; font-weight: 600; color: var(--good); padding-bottom: .375rem; }
th, td { text-align: left; padding: .625rem 1rem; vertical-align: baseline; }
thead th { font-size: .8125rem; font-weight: 400; color: var(--soft); }
tbody > tr > * { border-top: 1px solid var(--line); }
th, .version, .verdict, td:nth-child(2) code { white-space: nowrap; }
td small { display: block; }
.verdict { color: var(--good); font-weight: 600; } .verdict.same::before, caption.same::before { content: "✓ " / ""; }
.verdict.other, caption.other { color: var(--link); }

.records { margin-top: .75rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 0 1.25rem; }
.records li { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr) auto; gap: 0 1rem; align-items: baseline; padding: .625rem 0; }
.records a { text-wrap: pretty; }
.records li + li, .ways li + li { border-top: 1px solid var(--line); }
.kind { font-size: .8125rem; text-align: center; background: var(--ground); border-radius: .25rem; }
.by { grid-column: 2; grid-row: 2; font-size: .8125rem; color: var(--soft); display: flex; flex-wrap: wrap; gap: 0 .75rem; }
time { font-size: .875rem; color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; }

.ways { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.25rem; margin-top: .75rem; }
.ways > div { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.25rem; }
h3 { font-size: 1.0625rem; } .note { font-size: .875rem; margin-bottom: .375rem; }
.ways li { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: 0 1rem; align-items: baseline; padding: .5rem 0; }
.ways li span { font-size: .875rem; color: var(--soft); }
footer { margin-top: 3rem; padding-top: 1rem; padding-bottom: 2rem; font-size: .8125rem; color: var(--soft); }

@media screen and (max-width: 60rem) {
  .portals { display: block; } .portal, .portal dl { display: block; }
  .portal + .portal { margin-top: 1.75rem; }
  .portal + .portal::before { content: "↓" / ""; left: 50%; top: -1.5rem; }
  .figures { grid-template-columns: repeat(3, 1fr); }
  .figures > div:nth-child(3n + 1) { border-left: 0; padding-left: 0; }
}
@media screen and (max-width: 44rem) {
  .top, main, footer { padding-left: 1rem; padding-right: 1rem; }
  section { margin-top: 2.25rem; }
  .brand { flex-wrap: wrap; } nav { margin-left: 0; width: 100%; }
  .numbers { padding: 1rem; } .figures { grid-template-columns: repeat(2, 1fr); gap: .75rem 1rem; }
  .figures > div + div { border-left: 0; padding-left: 0; }
  .kinds ul { display: grid; width: 100%; grid-template-columns: repeat(2, 1fr); gap: .125rem 1rem; }
  .ways, .ways li { grid-template-columns: minmax(0, 1fr); }
  .records { padding: 0 1rem; } .records li { grid-template-columns: auto 1fr; gap: .125rem .75rem; }
  .records a, .by { grid-column: 1 / -1; } .records a { grid-row: 2; } .by { grid-row: 3; } .records time { grid-row: 1; grid-column: 2; }
  .kind { padding: 0 .5rem; }
  table { display: block; border: 0; background: none; } thead { position: absolute; clip-path: inset(50%); }
  caption, tbody { display: block; } tbody { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; }
  tr { display: grid; grid-template-columns: 1fr auto auto; gap: .125rem .75rem; padding: .75rem 1rem; }
  tbody > tr > * { border: 0; padding: 0; }
  tbody tr + tr { border-top: 1px solid var(--line); }
  tbody td:nth-child(2), tbody td:nth-child(4) { grid-column: 1 / -1; } tbody .version { grid-row: 1; grid-column: 2; } tbody .verdict { grid-row: 1; grid-column: 3; }
}
@media print {
  @page { size: A4; margin: 10mm; }
  html { font-size: 9pt; }
  :root { --ground: #fff; --paper: #fff; --ink: #000; --soft: #444; --line: #999; --link: #000; --good: #000; --on-level: #000; --on-seal: #000; }
  nav, .skip { display: none; }
  .top, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  section { margin-top: 1.25rem; } h1 { font-size: 1.625rem; margin-top: .5rem; }
  .numbers { margin-top: .75rem; } .field { padding: .25rem .75rem; } .portal header { padding: .5rem .75rem; }
  .basis small { display: inline; } td code { font-size: .71875rem; } footer { margin-top: 1.25rem; padding-bottom: 0; }
  .seal, .mark, .mark.own, .said .mark.own { background: none; }
  .seal { border: 1.5pt solid var(--seal); }
  .mark.own { border: 1.5pt solid #000; font-weight: 700; }
  h2, h3, caption, .lead { break-after: avoid; }
  .field, tr, .records li, .ways > div, .numbers { break-inside: avoid; }
  th, td { padding: .375rem .625rem; }
}
`;
