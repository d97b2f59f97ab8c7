import { Problem } from '../platform/problem.ts';

/** Why a paper is not taken, each with the way to mend it. */
const REASONS = {
  TOO_LARGE: ['不能超过 10 MB；请降低分辨率后重新扫描', 'it may not exceed 10 MB; scan it anew at a lower resolution'],
  OTHER_KIND: ['只接受 JPEG、PNG 或 PDF；请另存为其中一种', 'it must be JPEG, PNG or PDF; save it as one of them'],
  MISNAMED: ['内容与所填类型不符；请核对 mediaType', 'its content is not of the type given; check mediaType'],
  DAMAGED: [
    '文件不完整或已损坏，无法读到末尾；请重新扫描或重新导出',
    'the file is cut off or damaged and cannot be read to its end; scan or export it anew',
  ],
  TOO_MANY_PIXELS: [
    '图像超过 8000 万像素或一边超过 20000 像素；请以 300 dpi 重新扫描',
    'a picture has over 80 million pixels, or over 20,000 on one side; scan it anew at 300 dpi',
  ],
  MORE_BEHIND: [
    '文件末尾之后还有其他内容；请重新扫描或另存后提交',
    'something follows the end of the file; scan it anew, or save it as a new file',
  ],
  OTHER_FORMAT_INSIDE: [
    '文件中夹带压缩包、网页或脚本；请只提交扫描件本身',
    'an archive, a web page or a script is inside the file; hand in the scan alone',
  ],
  RUNS: [
    'PDF 含有脚本、启动动作、附件或表单程序；请打印后扫描，或“打印为 PDF”后提交',
    'the PDF holds a script, an action that starts something, an attachment or a form with a program; print and scan it, or print it to a new PDF',
  ],
  ENCRYPTED: ['PDF 已加密；请解除加密后提交', 'the PDF is encrypted; hand it in without encryption'],
  TOO_INVOLVED: [
    'PDF 结构过于复杂，未能在限定时间内检查完毕；请“打印为 PDF”后提交',
    'the PDF is too involved to be looked through in time; print it to a new PDF',
  ],
} as const;

/** @internal The refusal of a scan. @param field Path of the input that holds it. */
export function scanRefusal(reason: keyof typeof REASONS, field: string, cause?: unknown): Problem {
  const [zh, en] = REASONS[reason];
  return new Problem(
    { code: 'INVALID_INPUT', field, zh: `扫描件无效：${zh}。`, en: `The scan is not usable: ${en}.` },
    { cause },
  );
}
