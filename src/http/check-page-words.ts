import type { Words } from '../indicators/outcome.ts';
import type { PaperState } from '../verification/paper-state.ts';

/** The sign of each state without its colour, and its meaning for the holder of the paper. */
export const LOOKS: Readonly<Record<PaperState, { readonly sign: string; readonly told: Words }>> = {
  GENUINE: {
    sign: '✓',
    told: {
      zh: '此核验码属于本平台出具的报告，是该报告的最新版本，且在有效期内。',
      en: 'This code belongs to a report that this platform issued; it is its newest version, and within its validity.',
    },
  },
  SUPERSEDED: {
    sign: '!',
    told: {
      zh: '此核验码属于本平台出具的报告，但该报告已有更新的版本，请以新版为准。',
      en: 'This code belongs to a report that this platform issued, but there is a newer version; go by that one.',
    },
  },
  EXPIRED: {
    sign: '!',
    told: {
      zh: '此核验码属于本平台出具的报告，是该报告的最新版本，但有效期已过，不再作为办理依据。',
      en: 'This code belongs to a report that this platform issued; its validity is over, so no case is decided by it any more.',
    },
  },
  UNKNOWN: {
    sign: '✕',
    told: {
      zh: '本平台没有这个核验码。请检查是否有误；若确与纸面一致，请联系纸面所载的核对机构。',
      en: 'This platform knows no such code. Look whether it was mistyped; if it is as printed, ask the office named on the paper.',
    },
  },
};

export const FORM_WORDS = {
  label: {
    zh: '核验码（20 位，印在报告首页二维码下方）',
    en: 'Code (20 characters, under the QR code of the first page)',
  },
  limits: {
    zh: '本页只说明核验码的状态，不显示报告的任何内容和个人信息，也不能证明纸面文字未被改动；需要核对内容时，请向出具机构索取带电子签名的报告文件。',
    en: 'This page tells the state of a code only. It shows nothing of the report or of a person, and does not prove that the words on the paper are unaltered: for that, ask the issuing office for the signed report file.',
  },
} as const satisfies Readonly<Record<string, Words>>;
