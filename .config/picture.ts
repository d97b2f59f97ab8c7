// `npm run picture`: runs the demo and draws what it printed as docs/demo.svg.
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import stringWidth from 'string-width';
import { ROOT } from './tree.ts';

/** Columns of the window: the width that the demo uses without a terminal. */
const COLUMNS = 110;
/** One cell in pixels; a Chinese character takes two. */
const CELL = { width: 7.8, height: 20 } as const;
const FONT = { latin: 13, chinese: 14 } as const;
const MARGIN = 18;
const TITLE_BAR = 34;
/** From the top of a row to the baseline of its letters. */
const BASELINE = 14.5;

/** Printed where lines of the output are left out. */
const LEFT_OUT = '  ⋯';

const COLOURS = {
  window: '#10161d',
  bar: '#1a222c',
  edge: '#2c3846',
  plain: '#c9d3de',
  dim: '#7d8b9a',
  lines: '#475666',
  head: '#8ecbff',
  good: '#7fd6a0',
  open: '#f2c069',
  prompt: '#7fd6a0',
} as const;
type Colour = keyof typeof COLOURS;

/** The parts to emphasise. The demo itself prints without colour. */
const ACCENTS: readonly (readonly [pattern: RegExp, colour: Colour])[] = [
  [/^\$/, 'prompt'],
  [/^核对 Hedui|^核对进度|^无锡市居民家庭经济状况核对报告|【[^】]+】/, 'head'],
  [/^演示时间.*|^\/ demo time.*|^ {2}· I.*|^ {2}· \*.*|^ {2}\d\d:\d\d:\d\d|^ {2}⋯$|（用时 [\d.]+ 秒）|http:\S+/, 'dim'],
  [/符合|有记录 \d+ 人|报告已出具/, 'good'],
  [/未反馈(?: \d+ 人)?|待反馈|不完整|数据不全|预警|等待\S+/, 'open'],
];

/** Which of the four arms a character of a table has: up, right, down, left. */
const ARMS: Readonly<Record<string, string>> = {
  '─': 'rl',
  '│': 'ud',
  '┌': 'rd',
  '┐': 'dl',
  '└': 'ur',
  '┘': 'ul',
  '├': 'urd',
  '┤': 'udl',
  '┬': 'rdl',
  '┴': 'url',
  '┼': 'urdl',
};

const folder = mkdtempSync(join(tmpdir(), 'hedui-picture-'));
try {
  // The embedded PostgreSQL may run as another user, who must reach its data.
  chmodSync(folder, 0o755);
  const output = await runDemo(folder);
  writeFileSync(join(ROOT, 'docs', 'demo.svg'), draw(choose(output.split('\n'))));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write('docs/demo.svg\n');

async function runDemo(dataDir: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', './.config/require-node.mjs', 'src/main/demo.ts'],
    { cwd: ROOT, env: { ...process.env, HEDUI_DATA_DIR: dataDir } },
  );
  return stdout;
}

/** The head, the progress, the report's own head, and its indicators with their notes. */
function choose(output: readonly string[]): readonly string[] {
  const title = output.findIndex((line) => line.includes('核对报告') && !line.startsWith(' '));
  const table = output.findIndex((line) => line.startsWith('【指标】'));
  const tableEnd = output.indexOf('', table);
  if (title < 0 || table < 0 || tableEnd < 0) throw new Error('the demo did not print what the picture shows');
  const [began = '', time = '', ...progress] = output.slice(0, title);
  return [
    '$ npm run demo',
    began,
    ...time.split(/ (?=\/ )/),
    ...progress,
    ...output.slice(title, title + 2),
    LEFT_OUT,
    ...output.slice(table, tableEnd),
    LEFT_OUT,
  ];
}

function draw(lines: readonly string[]): string {
  const width = COLUMNS * CELL.width + 2 * MARGIN;
  const height = lines.length * CELL.height + TITLE_BAR + 2 * MARGIN - 6;
  const lights = ['#e5675f', '#e6b54b', '#63b668'].map(
    (fill, at) => `<circle cx="${22 + at * 19}" cy="${TITLE_BAR / 2}" r="5.5" fill="${fill}"/>`,
  );
  const rows = lines.map((line, at) => drawLine(line, TITLE_BAR + MARGIN - 6 + at * CELL.height));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" xml:lang="zh-CN">
<title>npm run demo</title>
<style>text{font:${FONT.latin}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;white-space:pre}.c{font:${FONT.chinese}px "PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif}${Object.entries(
    COLOURS,
  )
    .map(([name, colour]) => `.${name}{fill:${colour}}`)
    .join('')}.box{stroke:${COLOURS.lines};fill:none}</style>
<rect class="window" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="9" stroke="${COLOURS.edge}"/>
<path class="bar" d="M1 ${TITLE_BAR}V10a9 9 0 0 1 9-9H${width - 10}a9 9 0 0 1 9 9V${TITLE_BAR}z"/>
${lights.join('')}
${rows.filter((row) => row !== '').join('\n')}
</svg>
`;
}

/** A run of one kind: Latin letters, Chinese characters (two cells each), or the lines of a table. */
type Stretch = { kind: 'latin' | 'chinese' | 'box'; colour: Colour; column: number; letters: string[] };

function drawLine(line: string, top: number): string {
  const boxes: string[] = [];
  const texts: string[] = [];
  for (const stretch of stretches(line)) {
    const x = MARGIN + stretch.column * CELL.width;
    if (stretch.kind === 'box') {
      boxes.push(...stretch.letters.map((letter, at) => boxPath(letter, x + at * CELL.width, top)));
    } else {
      texts.push(drawText(stretch, x, top + BASELINE));
    }
  }
  return (boxes.length > 0 ? `<path class="box" d="${joined(boxes)}"/>` : '') + texts.join('');
}

function drawText({ kind, colour, letters }: Stretch, x: number, y: number): string {
  const text = escaped(letters.join(''));
  if (text.trim() === '') return '';
  // Each letter is placed in its own cell, so that the reader's font does not matter.
  if (kind === 'chinese') {
    const side = CELL.width - FONT.chinese / 2;
    const places = letters.map((_, at) => round(x + at * 2 * CELL.width + side));
    return `<text class="c ${colour}" x="${places.join(' ')}" y="${y}">${text}</text>`;
  }
  const length = round(letters.length * CELL.width);
  return `<text class="${colour}" x="${round(x)}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs">${text}</text>`;
}

function stretches(line: string): readonly Stretch[] {
  const colours = coloursOf(line);
  const found: Stretch[] = [];
  let column = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(line)) {
    const cells = stringWidth(segment);
    const kind = Object.hasOwn(ARMS, segment) ? 'box' : cells === 2 ? 'chinese' : 'latin';
    const colour = colours[index] ?? 'plain';
    const last = found.at(-1);
    // Two spaces separate two runs, so that the following text begins in its own cell.
    const gap = kind === 'latin' && segment === ' ' && last?.letters.at(-1) === ' ';
    if (last !== undefined && last.kind === kind && last.colour === colour && !gap) last.letters.push(segment);
    else found.push({ kind, colour, column, letters: [segment] });
    column += cells;
  }
  return found;
}

/** The colour of each UTF-16 unit of a line. */
function coloursOf(line: string): readonly Colour[] {
  const colours = Array.from({ length: line.length }, (): Colour => 'plain');
  for (const [pattern, colour] of ACCENTS) {
    for (const { index, 0: hit } of line.matchAll(new RegExp(pattern, 'g'))) {
      colours.fill(colour, index, index + hit.length);
    }
  }
  return colours;
}

/** Table lines are drawn as paths, because the lines of a font leave gaps between rows. */
function boxPath(letter: string, left: number, top: number): string {
  const arms = ARMS[letter] ?? '';
  const [x, y] = [round(left + CELL.width / 2), top + CELL.height / 2];
  const across = `M${arms.includes('l') ? round(left) : x} ${y}H${arms.includes('r') ? round(left + CELL.width) : x}`;
  const down = `M${x} ${arms.includes('u') ? top : y}V${arms.includes('d') ? top + CELL.height : y}`;
  return (/[rl]/.test(arms) ? across : '') + (/[ud]/.test(arms) ? down : '');
}

/** Neighbouring strokes of one row as one stroke. */
function joined(paths: readonly string[]): string {
  return paths.join('').replace(/(M[\d.]+ ([\d.]+)H)([\d.]+)(?:M\3 \2H([\d.]+))+/g, (whole: string, head: string) => {
    return `${head}${whole.slice(whole.lastIndexOf('H') + 1)}`;
  });
}

/** Hundredths of a pixel are enough. */
function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
