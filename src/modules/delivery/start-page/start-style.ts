/** The one stylesheet of the start page: 360 px wide, wide, and on paper. */
export const startStyle = `
:root { color-scheme: light; --ink: #1d2733; --soft: #4b5a6b; --line: #d9e0e8; --brand: #9f1d20; --paper: #fff; --ground: #f5f7fa; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.65 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
header { background: var(--brand); color: #fff; padding: 2.5rem max(1rem, calc(50vw - 34rem)); }
.mark { margin: 0; font-size: 1.1rem; letter-spacing: .5em; }
h1 { margin: .25rem 0 .5rem; font-size: clamp(1.5rem, 4vw, 2.3rem); line-height: 1.3; }
header p { max-width: 46em; margin: 0 0 1rem; }
header dl { display: flex; flex-wrap: wrap; gap: .5rem 2.25rem; margin: 1.25rem 0 0; }
header dt { font-size: .85rem; } header dd { margin: 0; font-size: 1.7rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
main, footer { max-width: 70rem; margin: 0 auto; padding: 0 1rem; }
section { margin: 2rem 0; } h2 { font-size: 1.3rem; margin: 0 0 .5rem; }
.portals { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); }
article, table, .list, .links { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; }
article { padding: 1rem 1.25rem; } h3 { margin: 0 0 .5rem; font-size: 1.1rem; } h3 span { color: var(--soft); font-size: .85rem; font-weight: 400; }
article dl { margin: 0; } article dt { color: var(--soft); font-size: .85rem; margin-top: .5rem; } article dd { margin: 0; }
article ul { margin: 0; padding-left: 1.2rem; }
.own, .inherited { border-radius: 1rem; padding: 0 .5em; font-size: .75rem; white-space: nowrap; }
.own { background: var(--brand); color: #fff; } .inherited { background: #e7edf4; color: #2f4257; }
table { width: 100%; border-collapse: separate; border-spacing: 0; } th, td { text-align: left; padding: .5rem 1rem; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child > * { border-bottom: 0; } th { white-space: nowrap; font-weight: 600; }
code { font: .85rem/1.5 ui-monospace, "Noto Sans Mono", monospace; overflow-wrap: anywhere; }
.list, .links { list-style: none; margin: 0; padding: .25rem 1.25rem; } .list li, .links li { padding: .6rem 0; border-bottom: 1px solid var(--line); } .list li:last-child, .links li:last-child { border: 0; }
.kind { background: #e7edf4; color: #2f4257; border-radius: .25rem; padding: .05rem .5rem; font-size: .8rem; } .by { display: block; color: var(--soft); font-size: .85rem; }
a { color: var(--brand); font-weight: 600; } a:focus-visible { outline: 3px solid #1b6ac9; outline-offset: 2px; }
footer { color: var(--soft); font-size: .85rem; padding-bottom: 2rem; }
@media print { header { background: none; color: #000; padding: 0; } body { background: none; font-size: 11pt; } article, table, .list, .links { break-inside: avoid; } .own { color: #000; background: none; border: 1px solid #000; } .inherited { background: none; color: #000; } }
`;
