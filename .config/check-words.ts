// Promise: comments are plain. A comment, and each line of it, opens with its subject, never with What, Who or Of; and no
// comment or page uses a forbidden word.
import { conclude, lineAt } from './findings.ts';
import type { Finding } from './findings.ts';
import { readFiles } from './tree.ts';

/** Frozen files keep their words: rules and reports of earlier versions, and migrations that databases have already run. */
const FROZEN = /(?:^|\/)kept\/|^src\/platform\/migrations\/|^test\/unit\/report\/edition-1\.test\.ts$/;

const OPENING = /^(?:What|Who|Whoever|Of)\b/;

type ForbiddenWord = {
  readonly pattern: RegExp;
  readonly instead: string;
  /** Pages still use the words without it; add it when a word has left the last page. */
  readonly pages?: true;
};

const FORBIDDEN: readonly ForbiddenWord[] = [
  { pattern: /\blogs? of looks\b/gi, instead: 'audit log, audit entry', pages: true },
  { pattern: /\bwhoever\b/gi, instead: 'name the subject, or "anybody who"', pages: true },
  { pattern: /\bwhomever\b/gi, instead: 'name the person', pages: true },
  { pattern: /\b(?:held|hold|holds|holding)(?: \w+){0,3} against\b/gi, instead: 'compare with', pages: true },
  { pattern: /\breckon(?:s|ed|ing)?\b/gi, instead: 'compute', pages: true },
  { pattern: /\bhead and month\b/gi, instead: 'per person per month', pages: true },
  { pattern: /\bper head\b/gi, instead: 'per person', pages: true },
  { pattern: /\b(?:takes?|taking) (?:no )?leave\b/gi, instead: 'reserve quota', pages: true },
  { pattern: /\bresting lines?\b/gi, instead: 'a tripped breaker', pages: true },
  { pattern: /\bof one piece\b/gi, instead: 'intact', pages: true },
];

const sources = readFiles(/\.(?:ts|tsx|mjs)$/).filter(({ path }) => !FROZEN.test(path));
const pages = readFiles(/\.md$/);
conclude(
  [
    ...sources.flatMap(({ path, text }) =>
      commentsOf(text).flatMap((comment) => [...openings(path, comment), ...forbiddenIn(path, comment, FORBIDDEN)]),
    ),
    ...pages.flatMap(({ path, text }) =>
      forbiddenIn(
        path,
        { line: 1, text: withoutAnswers(text) },
        FORBIDDEN.filter((word) => word.pages),
      ),
    ),
  ],
  sources.length,
);

/** The text of one comment without its signs, line by line, and the line on which it begins. */
type Comment = { readonly line: number; readonly text: string };

/** Comments that have lines of their own. Code before a comment hides it, so that `//` in a string is not one. */
function commentsOf(text: string): Comment[] {
  const pattern = /^[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/.*(?:\n[ \t]*\/\/.*)*)/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    line: lineAt(text, match.index),
    text: match[0].replaceAll(/^[ \t]*(?:\/\/|\/\*+|\*(?!\/)) ?|[ \t]*\*\/$/gm, ''),
  }));
}

function openings(path: string, { line, text }: Comment): Finding[] {
  return text
    .split('\n')
    .flatMap((one, index) =>
      OPENING.test(one) ? [{ path, line: line + index, says: `"${one.slice(0, 40)}": begin with the subject` }] : [],
    );
}

/** A page without its JSON blocks, which quote the program's answers. Line numbers stay. */
function withoutAnswers(text: string): string {
  return text.replaceAll(/^```json\n[\s\S]*?^```$/gm, (block) => block.replaceAll(/[^\n]/g, ''));
}

/** Words that a line break divides are found too. */
function forbiddenIn(path: string, { line, text }: Comment, words: readonly ForbiddenWord[]): Finding[] {
  const unbroken = text.replaceAll('\n', ' ');
  return words.flatMap(({ pattern, instead }) =>
    [...unbroken.matchAll(pattern)].map((match) => ({
      path,
      line: line + lineAt(text, match.index) - 1,
      says: `"${match[0]}": write ${instead}`,
    })),
  );
}
