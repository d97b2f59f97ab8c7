/** A body's name without spaces and width: 无锡演示物业有限公司 is one however it is typed. */
export function plainName(name: string): string {
  return name.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}
