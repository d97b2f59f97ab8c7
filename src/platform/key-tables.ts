/** By which a start knows its keyring again; see migration 0028. */
export interface KeyProofTable {
  kind: 'SEAL' | 'BLIND_INDEX' | 'SIGN';
  key_id: string;
  proof: Buffer;
  recorded_at: Date;
}
