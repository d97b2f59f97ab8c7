/**
 * Family relations of GB/T 4761-2008, two digits, seen from the applicant; `words` are other ways in which forms
 * and people write them. The standard's text was not at hand: the codes named in local records are taken over, the
 * rest is from general knowledge.
 */

/** Kinds of relation, as far as the law tells them apart. */
export type RelationKind =
  | 'SELF'
  | 'SPOUSE'
  | 'CHILD'
  | 'CHILD_IN_LAW'
  | 'GRANDCHILD'
  | 'PARENT'
  | 'PARENT_IN_LAW'
  | 'GRANDPARENT'
  | 'SIBLING'
  | 'OTHER_RELATIVE'
  | 'NOT_RELATED';

type Row = readonly [code: string, kind: RelationKind, zh: string, en: string, ...words: string[]];

export const RELATION_ROWS = [
  ['01', 'SELF', '本人', 'applicant', '申请人', '申请人本人'],
  ['02', 'SELF', '户主', 'applicant, head of the household', '户主本人', '本人或户主'],
  ['10', 'SPOUSE', '配偶', 'spouse', '户主配偶', '爱人'],
  ['11', 'SPOUSE', '夫', 'husband', '丈夫'],
  ['12', 'SPOUSE', '妻', 'wife', '妻子'],
  ['20', 'CHILD', '子', 'son', '儿子'],
  ['21', 'CHILD', '独生子', 'only son'],
  ['22', 'CHILD', '长子', 'eldest son', '大儿子'],
  ['23', 'CHILD', '次子', 'second son', '二子', '二儿子'],
  ['24', 'CHILD', '三子', 'third son', '三儿子'],
  ['25', 'CHILD', '四子', 'fourth son'],
  ['26', 'CHILD', '五子', 'fifth son'],
  ['27', 'CHILD', '养子或继子', 'adopted son or stepson', '养子', '继子'],
  ['28', 'CHILD_IN_LAW', '女婿', 'son-in-law'],
  ['29', 'CHILD', '其他儿子', 'other son'],
  ['30', 'CHILD', '女', 'daughter', '女儿'],
  ['31', 'CHILD', '独生女', 'only daughter'],
  ['32', 'CHILD', '长女', 'eldest daughter', '大女儿'],
  ['33', 'CHILD', '次女', 'second daughter', '二女', '二女儿'],
  ['34', 'CHILD', '三女', 'third daughter', '三女儿'],
  ['35', 'CHILD', '四女', 'fourth daughter'],
  ['36', 'CHILD', '五女', 'fifth daughter'],
  ['37', 'CHILD', '养女或继女', 'adopted daughter or stepdaughter', '养女', '继女'],
  ['38', 'CHILD_IN_LAW', '儿媳', 'daughter-in-law', '儿媳妇'],
  ['39', 'CHILD', '其他女儿', 'other daughter'],
  ['40', 'GRANDCHILD', '孙子、孙女或外孙子、外孙女', 'grandchild', '孙辈', '孙子女', '外孙子女'],
  ['41', 'GRANDCHILD', '孙子', "son's son", '孙'],
  ['42', 'GRANDCHILD', '孙女', "son's daughter"],
  ['43', 'GRANDCHILD', '外孙子', "daughter's son", '外孙'],
  ['44', 'GRANDCHILD', '外孙女', "daughter's daughter"],
  ['45', 'OTHER_RELATIVE', '孙媳妇或外孙媳妇', "grandson's wife", '孙媳妇', '外孙媳妇'],
  ['46', 'OTHER_RELATIVE', '孙女婿或外孙女婿', "granddaughter's husband", '孙女婿', '外孙女婿'],
  ['47', 'OTHER_RELATIVE', '曾孙子或曾外孙子', 'great-grandson', '曾孙子', '曾孙', '曾外孙子'],
  ['48', 'OTHER_RELATIVE', '曾孙女或曾外孙女', 'great-granddaughter', '曾孙女', '曾外孙女'],
  ['50', 'PARENT', '父母', 'parent'],
  ['51', 'PARENT', '父亲', 'father', '父', '爸爸'],
  ['52', 'PARENT', '母亲', 'mother', '母', '妈妈'],
  ['53', 'PARENT_IN_LAW', '公公', "husband's father"],
  ['54', 'PARENT_IN_LAW', '婆婆', "husband's mother"],
  ['55', 'PARENT_IN_LAW', '岳父', "wife's father"],
  ['56', 'PARENT_IN_LAW', '岳母', "wife's mother"],
  ['57', 'PARENT', '继父或养父', 'stepfather or adoptive father', '继父', '养父'],
  ['58', 'PARENT', '继母或养母', 'stepmother or adoptive mother', '继母', '养母'],
  ['60', 'GRANDPARENT', '祖父母或外祖父母', 'grandparent', '祖父母', '外祖父母'],
  ['61', 'GRANDPARENT', '祖父', "father's father", '爷爷'],
  ['62', 'GRANDPARENT', '祖母', "father's mother", '奶奶'],
  ['63', 'GRANDPARENT', '外祖父', "mother's father", '外公'],
  ['64', 'GRANDPARENT', '外祖母', "mother's mother", '外婆'],
  ['65', 'OTHER_RELATIVE', '配偶的祖父母或外祖父母', "spouse's grandparent"],
  ['66', 'OTHER_RELATIVE', '曾祖父', 'great-grandfather'],
  ['67', 'OTHER_RELATIVE', '曾祖母', 'great-grandmother'],
  ['70', 'SIBLING', '兄弟姐妹', 'sibling'],
  ['71', 'SIBLING', '兄', 'elder brother', '哥哥'],
  ['72', 'OTHER_RELATIVE', '嫂', "elder brother's wife", '嫂子'],
  ['73', 'SIBLING', '弟', 'younger brother', '弟弟'],
  ['74', 'OTHER_RELATIVE', '弟媳', "younger brother's wife"],
  ['75', 'SIBLING', '姐姐', 'elder sister', '姐'],
  ['76', 'OTHER_RELATIVE', '姐夫', "elder sister's husband"],
  ['77', 'SIBLING', '妹妹', 'younger sister', '妹'],
  ['78', 'OTHER_RELATIVE', '妹夫', "younger sister's husband"],
  ['97', 'OTHER_RELATIVE', '其他亲属', 'other relative', '亲属'],
  ['99', 'NOT_RELATED', '非亲属', 'not related', '无亲属关系'],
] as const satisfies readonly Row[];
