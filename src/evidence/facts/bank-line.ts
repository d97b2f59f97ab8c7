import { defineFact } from '../define-fact.ts';
import { date, fen, flag, text } from '../fact-scalars.ts';

/**
 * One bank's answer about one person to the question whether deposits and wealth-management products together are
 * over a threshold 是否超限. It is a fact about that bank and that threshold: the answers of thirty banks do not show
 * that the sum is under it, and they do not answer a question about another threshold.
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
