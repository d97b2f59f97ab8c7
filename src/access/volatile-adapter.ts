import type { Adapter, AdapterPayload } from 'oidc-provider';

/**
 * Where the embedded provider keeps its grants: in memory, since the tokens that it issues are self-contained and a
 * restart may forget the rest. (The library's own store of this kind warns on the terminal.)
 */
export class VolatileAdapter implements Adapter {
  static readonly #kept = new Map<string, AdapterPayload>();
  static readonly #most = 1_000;
  readonly #model: string;

  constructor(model: string) {
    this.#model = model;
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    const kept = VolatileAdapter.#kept;
    const [oldest] = kept.keys();
    if (kept.size >= VolatileAdapter.#most && oldest !== undefined) kept.delete(oldest);
    kept.set(this.#key(id), payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return VolatileAdapter.#kept.get(this.#key(id));
  }

  async findByUserCode(): Promise<undefined> {}

  async findByUid(): Promise<undefined> {}

  async consume(): Promise<void> {}

  async destroy(id: string): Promise<void> {
    VolatileAdapter.#kept.delete(this.#key(id));
  }

  async revokeByGrantId(): Promise<void> {}

  #key(id: string): string {
    return `${this.#model}:${id}`;
  }
}
