import { z } from 'zod';
import { policyFileSchema } from './pack.ts';
import { EXEMPTION_WORDS, FRAME_WORDS, LIST_WORDS, RULE_WORDS } from './rule-words.ts';

type Words = { readonly zh: string; readonly en: string };
type JsonSchema = z.core.JSONSchema.JSONSchema;

const PARTS: Readonly<Record<string, Words>> = {
  value: { zh: '数值', en: 'the value' },
  document: { zh: '文件名称和文号', en: 'title and number of the document' },
  article: { zh: '条款，或原文', en: 'article, or what it says' },
  verified: {
    zh: '已见原文或本地已确认为 true，待确认为 false；待确认的数值不能用于对家庭不利的决定',
    en: 'true where the text was seen or the office has confirmed it; by a false one nothing is decided against a family',
  },
  confirmation: { zh: '本地确认：文号和两名工作人员', en: 'confirmed here: document number and two people' },
};

/**
 * The form of a policy file as JSON Schema, with a description of every field; an editor that knows it helps to write one.
 * `hedui policy check` looks at more: days, divisions, and what other packs say.
 */
export function policyFileJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(policyFileSchema, { io: 'input', unrepresentable: 'any' });
  const { properties = {} } = schema;
  const described = Object.entries(properties).map(([field, form]) => [
    field,
    describe(asSchema(form), FRAME_WORDS[field]),
  ]);
  const rules = asSchema(properties['rules']);
  const ofRules = Object.entries(rules.properties ?? {}).map(([rule, form]) => [
    rule,
    describeRule(rule, asSchema(form)),
  ]);
  return {
    title: '政策文件 / policy file',
    ...schema,
    properties: {
      ...Object.fromEntries(described),
      rules: { ...describe(rules, FRAME_WORDS['rules']), properties: Object.fromEntries(ofRules) },
    },
  };
}

function describeRule(rule: string, form: JsonSchema): JsonSchema {
  const words = LIST_WORDS[rule] ?? RULE_WORDS[rule as keyof typeof RULE_WORDS];
  const parts = Object.entries(form.properties ?? {}).map(([part, one]) => {
    const inside: Words | undefined = PARTS[part] ?? EXEMPTION_WORDS[part as keyof typeof EXEMPTION_WORDS];
    return [part, describe(asSchema(one), inside)];
  });
  const whole = describe(form, words);
  return form.properties === undefined ? whole : { ...whole, properties: Object.fromEntries(parts) };
}

function describe(form: JsonSchema, words: Words | undefined): JsonSchema {
  return words === undefined ? form : { description: `${words.zh} / ${words.en}`, ...form };
}

function asSchema(form: unknown): JsonSchema {
  return typeof form === 'object' && form !== null ? (form as JsonSchema) : {};
}
