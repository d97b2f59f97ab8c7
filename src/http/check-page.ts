import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { shanghaiTime } from '../platform/calendar-date.ts';
import { PAPER_STATES } from '../verification/paper-state.ts';
import type { PaperState } from '../verification/paper-state.ts';
import { FORM_WORDS, LOOKS } from './check-page-words.ts';

/** The content of the page; `state` is `null` where no code was submitted yet. */
export type CheckPage = {
  readonly state: PaperState | null;
  readonly askedAt: Date;
  readonly demo: boolean;
  /** The relative address of the page without a code; behind a proxy the gateway may have a path prefix. */
  readonly formPath: string;
};

const STYLE = `
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:#f4f3ef;color:#1a1a1a;line-height:1.6;
font-family:"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.05rem;font-weight:600;margin:0;color:#444}
h2{font-size:1.9rem;line-height:1.25;margin:0}
p{margin:.4rem 0}
[lang=en]{color:#4d4d4d;font-size:.94em}
h1 [lang],h2 [lang]{display:block;font-weight:500}
h2 [lang]{font-size:1.2rem}
button [lang]{color:inherit}
form{margin-top:1.4rem}
label [lang]{display:block;font-weight:400}
.demo{display:inline-block;margin:0 0 .8rem;padding:.1rem .6rem;border:2px solid #b3261e;color:#b3261e;font-weight:700}
.card{margin:1.2rem 0;padding:1.3rem 1.2rem;background:#fff;border:1px solid #d8d5cc;border-left:.5rem solid #6b6b6b;border-radius:.3rem}
.card .sign{font-size:2rem;line-height:1;font-weight:700}
.GENUINE{border-left-color:#1b6e3c}.GENUINE h2,.GENUINE .sign{color:#1b6e3c}
.SUPERSEDED,.EXPIRED{border-left-color:#8a5300}.SUPERSEDED h2,.SUPERSEDED .sign,.EXPIRED h2,.EXPIRED .sign{color:#8a5300}
.UNKNOWN{border-left-color:#b3261e}.UNKNOWN h2,.UNKNOWN .sign{color:#b3261e}
.time{margin-top:1rem;padding-top:.7rem;border-top:1px solid #e4e1d8;font-variant-numeric:tabular-nums}
label{display:block;font-weight:600}
input{width:100%;margin:.4rem 0;padding:.6rem;font:inherit;font-family:ui-monospace,monospace;letter-spacing:.05em;border:1px solid #767676;border-radius:.3rem;background:#fff;color:inherit}
button{font:inherit;font-weight:600;padding:.6rem 1.4rem;border:0;border-radius:.3rem;background:#1f4f8b;color:#fff}
input:focus-visible,button:focus-visible{outline:3px solid #1f4f8b;outline-offset:2px}
footer{margin-top:1.6rem;font-size:.88rem;color:#4d4d4d}
`;

/** The page allows the browser only its own style and its own form: no script, no picture, no font. */
export const CHECK_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The public check page 核验页, complete in itself. It never repeats the submitted text. */
export function checkPage({ state, askedAt, demo, formPath }: CheckPage): ReturnType<typeof html> {
  const title = `报告核验${state === null ? '' : `：${PAPER_STATES[state].zh}`} · Report check`;
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${raw(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>
          ${demo ? html`<p class="demo">演示数据 <span lang="en">demonstration</span></p>` : ''}
          <h1>家庭经济状况核对报告核验 <span lang="en">Check of a printed report</span></h1>
          ${state === null ? '' : card(state, askedAt)}
          <form action="${formPath}" method="get">
            <label for="code">${FORM_WORDS.label.zh} <span lang="en">${FORM_WORDS.label.en}</span></label>
            <input
              id="code"
              name="code"
              required
              maxlength="40"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck="false"
            />
            <button type="submit">核验 <span lang="en">Check</span></button>
          </form>
          <footer>
            <p>${FORM_WORDS.limits.zh}</p>
            <p lang="en">${FORM_WORDS.limits.en}</p>
          </footer>
        </main>
      </body>
    </html>`;
}

function card(state: PaperState, askedAt: Date) {
  const { sign, told } = LOOKS[state];
  const words = PAPER_STATES[state];
  return html`<section class="card ${state}" aria-labelledby="state">
    <span class="sign" aria-hidden="true">${sign}</span>
    <h2 id="state">${words.zh} <span lang="en">${words.en}</span></h2>
    <p>${told.zh}</p>
    <p lang="en">${told.en}</p>
    <p class="time">
      查询时间 <span lang="en">asked at</span>
      <time datetime="${askedAt.toISOString()}">${shanghaiTime(askedAt)}</time>
      <span lang="en">(Asia/Shanghai)</span>
    </p>
  </section>`;
}
