/** Style sheet of all pages. */
export const STYLE = `
:root { color-scheme: light; --ink: #1c2430; --soft: #667085; --line: #e4e7ec; --leaf: #0f7a4d; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: #f6f7f9; }
header { display: flex; gap: 16px; align-items: baseline; padding: 14px 24px; background: var(--paper); border-bottom: 1px solid var(--line); }
header span, .soft { color: var(--soft); font-size: 13px; }
a { color: var(--leaf); text-decoration: none; }
a:hover { text-decoration: underline; }
main { max-width: 1080px; margin: 24px auto; padding: 0 24px; }
h1 { font-size: 24px; margin: 0 0 4px; }
h2 { font-size: 17px; margin: 32px 0 8px; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 16px 20px; margin: 12px 0; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.spread { justify-content: space-between; }
.chip { display: inline-block; padding: 1px 10px; border-radius: 999px; background: #eef1f5; font-size: 13px; white-space: nowrap; }
.chip.hired, .chip.accepted, .chip.submitted, .chip.delivered { background: #d7f2e3; color: #0b5c3a; }
.chip.declined, .chip.withdrawn, .chip.expired, .chip.archived, .chip.given-up, .chip.gone { background: #fde5e0; color: #8c2f1b; }
.chip.referred { background: #fff1c9; color: #6b4e00; }
blockquote { margin: 8px 0 0; padding: 4px 12px; border-left: 3px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); font-size: 14px; }
th, td { text-align: left; padding: 6px 10px; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
td:first-child { white-space: nowrap; }
td.row { flex-wrap: nowrap; }
th { color: var(--soft); font-weight: 500; }
form { display: inline-flex; flex-wrap: wrap; gap: 6px; align-items: center; margin: 0; }
form.stack { display: grid; gap: 12px; max-width: 560px; justify-items: start; }
.stack label { display: grid; gap: 4px; width: 100%; color: var(--soft); font-size: 13px; }
.card h2 { margin: 0 0 12px; }
textarea { font: inherit; font-size: 13px; padding: 6px 8px; border: 1px solid #c9ced6; border-radius: 6px; }
button { font: inherit; font-size: 13px; padding: 3px 12px; border: 1px solid #c9ced6; border-radius: 6px; background: var(--paper); cursor: pointer; white-space: nowrap; }
button:hover { border-color: var(--leaf); color: var(--leaf); }
input, select { font: inherit; font-size: 13px; padding: 3px 6px; border: 1px solid #c9ced6; border-radius: 6px; }
input[type=number] { width: 76px; }
label { font-size: 13px; color: var(--soft); }
code { font-size: 12px; }
`;
