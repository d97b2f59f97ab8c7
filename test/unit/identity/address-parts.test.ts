import { describe, expect, it } from 'vitest';
import { addressParts } from '../../../src/identity/address-parts.ts';

describe('the parts of an address that are sought', () => {
  it.each([
    ['江苏省无锡市梁溪区学前街12号3单元501室', ['学前街'], ['学前街12']],
    ['学前街十二号', ['学前街'], ['学前街12']],
    ['学前街 １２ 号', ['学前街'], ['学前街12']],
    ['梁溪区广益街道尤渡里36号', ['广益街道', '尤渡里'], ['尤渡里36']],
    ['新吴区江溪街道太湖花园二期12号楼', ['江溪街道', '太湖花园'], ['太湖花园12']],
    ['东港镇山联村第5组', ['东港镇', '山联村'], ['山联村5']],
    ['建筑路777弄3号', ['建筑路'], ['建筑路777']],
    ['无锡市', [], []],
    ['501室', [], []],
  ])('of %s', (address, places, numbered) => {
    expect(addressParts(address)).toEqual({ places, numbered });
  });
});
