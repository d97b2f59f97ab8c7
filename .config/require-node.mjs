// Loaded before every script (`node --import`). Plain JavaScript that any Node since 18.19 can read, because its whole
// purpose is to speak when the wrong one runs: where no `node-…` package fits the platform, npm scripts fall back on
// the machine's own Node.
import module from 'node:module';

const WANTED = 24;

if (Number(process.versions.node.split('.')[0]) < WANTED) {
  console.error(
    `需要 Node ${WANTED} 或更高版本，当前是 ${process.versions.node}：请安装 Node ${WANTED} 并放在 PATH 最前面，然后重新执行 npm ci。\n` +
      `Node ${WANTED} or newer is needed and this is ${process.versions.node}: install Node ${WANTED} first in PATH, then run npm ci again.`,
  );
  process.exit(1);
}

// Compiled modules are kept between runs; processes that this one starts inherit the folder.
process.env.NODE_COMPILE_CACHE ??= new URL('../node_modules/.cache/hedui', import.meta.url).pathname;
module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
