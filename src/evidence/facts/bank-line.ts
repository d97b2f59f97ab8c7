import { defineFact } from '../define-fact.ts';
import { date, fen, flag, text } from '../fact-scalars.ts';

/**
 * What one bank says of one person where it was asked only whether deposits and wealth-management products together
 * are over a line 是否超限. It is a fact about that bank and that line: thirty of them do not show that a sum is under,
 * and they say nothing of another line.
 */
export const bankLine = defineFact({
  type: 'BANK_LINE',
  list: 'overLine',
  zh: '在一家银行的存款和理财是否超限',
  en: 'whether what one bank holds for the person is over the line that was asked',
  identity: { belongsTo: 'PERSON', namedBy: ['bankCode', 'lineFen', 'heldOn'] },
  shape: {
    bankCode: text('银行代码', 'code of the bank', 20, 1),
    lineFen: fen('所询限额', 'the line that was asked'),
    over: flag('是否超限', 'whether the sum is over it'),
    heldOn: date('数据日期', 'the day of which the bank speaks'),
  },
});
