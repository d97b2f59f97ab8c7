import { defineFact } from '../define-fact.ts';
import { date, grade, word } from '../fact-scalars.ts';

/** A disability certificate 残疾人证; items per D12. Its number repeats the citizen number, so we don't ask for it. */
export const disabilityCertificate = defineFact({
  type: 'DISABILITY_CERTIFICATE',
  list: 'disabilityCertificates',
  zh: '残疾人证',
  en: 'a disability certificate',
  identity: { belongsTo: 'PERSON', namedBy: ['category', 'issuedOn'] },
  shape: {
    category: word('残疾类别', 'category', {
      SIGHT: '视力',
      HEARING: '听力',
      SPEECH: '言语',
      PHYSICAL: '肢体',
      INTELLECTUAL: '智力',
      MENTAL: '精神',
      MULTIPLE: '多重',
    }),
    grade: grade('残疾等级', 'grade', 1, 4),
    status: word('证件状态', 'state', { VALID: '有效', EXPIRED: '过期', FROZEN: '冻结', CANCELLED: '注销' }),
    issuedOn: date('发证日期', 'day of issue'),
    validUntil: date('有效期止', 'valid until').nullable(),
  },
});
