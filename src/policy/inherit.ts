/** A policy pack as it stands in its file, before anything is known of it. */
type Raw = Readonly<Record<string, unknown>>;

/**
 * Fills each pack with the rules of the pack that it inherits from, and so on upwards: a rule stated takes the place of
 * the inherited one whole, lists included; of the exemptions each is a rule of its own. What is no pack, or inherits
 * from none that is there, is left as it stands for validation to name.
 * @returns the packs in their order, and the ids of those that inherit from themselves by a circle.
 */
export function inheritRules(packs: readonly unknown[]): {
  readonly whole: readonly unknown[];
  readonly circular: ReadonlySet<string>;
} {
  const byId = new Map(
    packs.flatMap((pack) => (isRaw(pack) && typeof pack['id'] === 'string' ? [[pack['id'], pack]] : [])),
  );
  const circular = new Set<string>();
  const rulesOf = (pack: Raw, below: ReadonlySet<unknown>): unknown => {
    const parent = typeof pack['inherits'] === 'string' ? byId.get(pack['inherits']) : undefined;
    if (parent === undefined) return pack['rules'];
    if (below.has(parent)) {
      circular.add(String(pack['id']));
      return pack['rules'];
    }
    return merged(rulesOf(parent, new Set([...below, parent])), pack['rules'] ?? {});
  };
  const whole = packs.map((pack) =>
    isRaw(pack) && pack['inherits'] !== undefined ? { ...pack, rules: rulesOf(pack, new Set([pack])) } : pack,
  );
  return { whole, circular };
}

function merged(above: unknown, own: unknown): unknown {
  if (!isRaw(above) || !isRaw(own)) return own;
  const exemptions = isRaw(above['exemptions']) && isRaw(own['exemptions']);
  return {
    ...above,
    ...own,
    ...(exemptions ? { exemptions: { ...(above['exemptions'] as Raw), ...(own['exemptions'] as Raw) } } : {}),
  };
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
