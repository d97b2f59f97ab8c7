/** A policy pack as it stands in its file, before anything is known of it. */
type Raw = Readonly<Record<string, unknown>>;

/** A pack with the rules that it inherits; or why there are none to inherit. */
export type Inherited = { readonly pack: unknown; readonly fault: 'NO_SUCH_PACK' | 'CIRCLE' | null };

/**
 * Fills each pack with the rules of the pack that it inherits from, and so on upwards: a rule stated takes the place of
 * the inherited one whole, lists included; of the exemptions each is a rule of its own. What is no pack is left as it
 * stands for validation to name.
 */
export function inheritRules(packs: readonly unknown[]): readonly Inherited[] {
  const byId = new Map(
    packs.flatMap((pack) => (isRaw(pack) && typeof pack['id'] === 'string' ? [[pack['id'], pack]] : [])),
  );
  const rulesOf = (pack: Raw, below: ReadonlySet<unknown>): { rules: unknown; fault: Inherited['fault'] } => {
    if (pack['inherits'] === undefined) return { rules: pack['rules'], fault: null };
    const parent = byId.get(pack['inherits'] as string);
    if (parent === undefined) return { rules: undefined, fault: 'NO_SUCH_PACK' };
    if (below.has(parent)) return { rules: undefined, fault: 'CIRCLE' };
    const { rules, fault } = rulesOf(parent, new Set([...below, parent]));
    return { rules: merged(rules, pack['rules'] ?? {}), fault };
  };
  return packs.map((pack) => {
    if (!isRaw(pack) || pack['inherits'] === undefined) return { pack, fault: null };
    const { rules, fault } = rulesOf(pack, new Set([pack]));
    return { pack: { ...pack, rules }, fault };
  });
}

function merged(above: unknown, own: unknown): unknown {
  if (!isRaw(above) || !isRaw(own)) return own;
  const [general, special] = [above['exemptions'], own['exemptions']];
  const exemptions = isRaw(general) && isRaw(special) ? { exemptions: { ...general, ...special } } : {};
  return { ...above, ...own, ...exemptions };
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
