/** The console's whole look: light, dark, narrow, forced colours. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --surface: #ffffff; --page: #f3f5f7; --text: #15181d; --muted: #565d68; --accent: #1f4fd8;
  --on-accent: #ffffff; --good: #136c3a; --warn: #855000; --bad: #b3261e; --line: #c9ced6; --field: #767d88;
  --band: #5b2a86; --on-band: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --surface: #171a20; --page: #0d0f13; --text: #eceff3; --muted: #a5aeba; --accent: #8fb0ff;
    --on-accent: #0d1530; --good: #67d6a0; --warn: #f2b866; --bad: #ff9d94; --line: #444c58; --field: #8a93a0;
    --band: #3d1a5c; --on-band: #f3e9fb;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
.band { background: var(--band); color: var(--on-band); }
.band > div { max-width: 45rem; margin: 0 auto; padding: 8px 16px; display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; }
.band strong { letter-spacing: 0.01em; }
.band p { margin: 0; font-size: 0.875rem; flex: 1 1 14rem; }
.who { max-width: 45rem; margin: 0 auto; padding: 12px 16px 0; display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; justify-content: space-between; font-size: 0.875rem; color: var(--muted); }
.who form { margin: 0; }
.who nav { display: flex; gap: 16px; align-items: center; }
main { max-width: 45rem; margin: 0 auto; padding: 12px 16px 48px; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 24px; }
.card + .card { margin-top: 16px; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 8px; text-wrap: balance; }
h2 { font-size: 1rem; margin: 24px 0 8px; }
p { margin: 0 0 12px; max-width: 62ch; }
.muted { color: var(--muted); }
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 8px; }
.band :focus-visible { outline-color: var(--on-band); }
.thread { display: block; width: 100%; max-width: 27rem; height: auto; margin: 0 0 16px; }
.thread .dots { stroke: var(--line); stroke-width: 2; stroke-dasharray: 0.1 7; stroke-linecap: round; }
.thread .drawn { stroke: currentColor; stroke-width: 2.5; stroke-linecap: round; }
.thread .stop { fill: var(--surface); stroke: var(--line); stroke-width: 2; }
.thread .passed { fill: currentColor; stroke: currentColor; }
.thread .cut { stroke: currentColor; stroke-width: 2.5; stroke-linecap: round; }
.thread .end { fill: none; stroke: var(--line); stroke-width: 1.5; }
.thread text { fill: var(--text); font: 600 13px system-ui, sans-serif; text-anchor: middle; }
.accent { color: var(--accent); } .good { color: var(--good); } .bad { color: var(--bad); } .quiet { color: var(--muted); }
dl { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: 8px 16px; margin: 16px 0; border-top: 1px solid var(--line); padding-top: 16px; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
.message { margin: 16px 0; padding: 8px 16px; border-inline-start: 3px solid var(--accent); }
.message p { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
.message .muted { font-size: 0.875rem; }
.refusal, .notice { border: 1px solid; border-radius: 8px; padding: 12px 16px; margin: 0 0 16px; }
.refusal { color: var(--bad); } .notice { color: var(--good); }
ul.permissions, ul.requests { list-style: none; margin: 0; padding: 0; }
ul.permissions li { padding: 8px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
ul.permissions li:first-child { border-top: 0; }
ul.permissions span { display: block; }
ul.requests li { border-top: 1px solid var(--line); padding: 12px 0; }
ul.requests li:first-child { border-top: 0; }
ul.requests a { font-weight: 600; }
ul.requests span { display: block; color: var(--muted); font-size: 0.875rem; }
summary { cursor: pointer; color: var(--accent); padding: 4px 0; width: fit-content; }
pre { background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 12px; margin: 8px 0 0; font: 0.8125rem/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.actions { border-top: 1px solid var(--line); margin-top: 24px; padding-top: 20px; }
label { display: block; font-weight: 600; margin-bottom: 4px; }
label span { font-weight: 400; color: var(--muted); }
input[type='text'], input[type='password'] { width: 100%; min-height: 44px; font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--field); border-radius: 8px; padding: 8px 12px; margin-bottom: 16px; }
label.tick { display: flex; gap: 12px; align-items: flex-start; margin: 8px 0 20px; }
label.tick input { width: 20px; height: 20px; margin: 2px 0 0; accent-color: var(--accent); flex: none; }
textarea { width: 100%; min-height: 4.5rem; font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--field); border-radius: 8px; padding: 8px 12px; margin-bottom: 16px; resize: vertical; }
.row { display: flex; flex-wrap: wrap; gap: 12px; }
button, .button { font: inherit; font-weight: 600; min-height: 44px; padding: 8px 20px; border-radius: 8px; border: 1px solid var(--accent); background: transparent; color: var(--accent); cursor: pointer; text-decoration: none; display: inline-flex; align-items: center; }
button.filled, .button.filled { background: var(--accent); color: var(--on-accent); }
button.plain { border-color: transparent; padding: 8px; }
button.danger { border-color: var(--bad); color: var(--bad); }
button.plain.danger { border-color: transparent; }
button:hover, .button:hover { text-decoration: underline; text-underline-offset: 3px; }
.who button { min-height: 32px; padding: 4px; font-size: 0.875rem; }
.people { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 12px; margin-bottom: 8px; }
.people button { flex-direction: column; align-items: flex-start; justify-content: flex-start; text-align: start; padding: 12px 16px; color: var(--text); border-color: var(--field); font-weight: 400; width: 100%; }
.people button:hover { border-color: var(--accent); text-decoration: none; }
.people strong { color: var(--accent); }
.people small { color: var(--muted); }
@media (max-width: 32rem) {
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 12px; }
  .card { padding: 20px 16px; }
  .row > * { flex: 1 1 100%; justify-content: center; }
}
@media (forced-colors: active) {
  .band { border-bottom: 2px solid; }
  button.filled, .button.filled { border-width: 3px; }
}
`;
