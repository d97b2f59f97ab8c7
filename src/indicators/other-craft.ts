import { plainText } from '../evidence/fact-identity.ts';
import type { Words } from './outcome.ts';
import { factsOf, holderNames } from './reading.ts';
import type { Reading } from './reading.ts';

/** A ship or a machine as I02 sees it. */
type Craft = {
  /** Its number in the register; empty where it has none. */
  readonly number: string;
  readonly words: Words;
  readonly sort: 'LIVE' | 'WORKING' | 'NO_ASSET';
};

/** Ships, and farm machines of which the large ones count (they earn a living, so they are never more than a doubt). */
export function otherCraft(reading: Reading): readonly Craft[] {
  const ships = factsOf(reading, 'SHIP').map((ship): Craft => {
    const { fact } = ship;
    const name = holderNames(ship);
    const words = { zh: `${name}：船舶 ${fact.shipNumber}`, en: `${name}: ship ${fact.shipNumber}` };
    const sort = fact.status !== 'NORMAL' ? 'NO_ASSET' : fact.use === 'OPERATING' ? 'WORKING' : 'LIVE';
    return { number: fact.shipNumber, words, sort };
  });
  const machines = factsOf(reading, 'FARM_MACHINE').map(({ member, fact }): Craft => {
    const words = { zh: `${member.name}：农机 ${fact.model}`, en: `${member.name}: farm machine ${fact.model}` };
    return { number: '', words, sort: fact.large && fact.status === 'NORMAL' ? 'WORKING' : 'NO_ASSET' };
  });
  return [...ships, ...machines];
}

/**
 * Licences to carry for money that do not fit the vehicles: of a car that is private by its own register, where both are
 * told and the car counts as it stands, and of one that no register of vehicles tells of the family.
 */
export function licenceDoubts(reading: Reading): readonly Words[] {
  const licences = factsOf(reading, 'TRANSPORT_LICENCE');
  if (licences.length === 0) return [];
  const cars = factsOf(reading, 'VEHICLE');
  return licences.flatMap((licence): readonly Words[] => {
    const { fact } = licence;
    const name = holderNames(licence);
    const car = cars.find((one) => samePlate(one.fact.plateNumber, fact.plateNumber));
    if (fact.status !== 'VALID') return [];
    if (car === undefined) {
      return [
        {
          zh: `${name}：交通部门发有道路运输证（${fact.plateNumber}），车管未查得该车`,
          en: `${name}: licensed by the transport office for ${fact.plateNumber}, unknown to the vehicle register`,
        },
      ];
    }
    if (car.fact.use !== 'PRIVATE') return [];
    return [
      {
        zh: `${name}：${fact.plateNumber} 车管登记为非营运，交通部门发有道路运输证`,
        en: `${name}: ${fact.plateNumber} is private by the vehicle register, licensed by the transport office`,
      },
    ];
  });
}

/** Plates are written with and without the dot: 苏B·12345 is 苏B12345. */
export function samePlate(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(plate: string): string {
  return plainText(plate).replaceAll('-', '');
}
