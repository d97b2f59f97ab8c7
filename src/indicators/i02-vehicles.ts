import type { Vehicle } from '../evidence/facts.ts';
import type { PolicyRules } from '../policy/pack.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import type { Words } from './outcome.ts';
import { lineSourceOf } from './outcome.ts';
import { licenceDoubts, otherCraft, samePlate } from './other-craft.ts';
import { declaredOf, factsOf, holderNames } from './reading.ts';
import type { Reading } from './reading.ts';
import { conclude } from './verdict.ts';

/**
 * I02 车辆: vehicles, ships and large farm machines of the members who count. Those in a live state are compared with
 * the threshold. A vehicle that earns a living, or whose state in the register may be out of date (sold, scrapped,
 * stolen, not inspected), is a warning for a person. The exemptions of the pack exclude a vehicle and say so.
 */
export const vehicles: Indicator = {
  id: 'I02',
  version: 3,
  names: { zh: '车辆', en: 'vehicles' },
  citation: '《社会救助暂行办法》第五十八条；《最低生活保障审核确认办法》（2021）第十四条、第十七条',
  factsNeeded: ['VEHICLE', 'SHIP', 'FARM_MACHINE', 'TRANSPORT_LICENCE'],
  sourcesNeeded: NAMES_NO_SOURCE,
  scope: {
    zh: '机动车、船舶和大型农机登记',
    en: 'registered motor vehicles, ships and large farm machines',
  },
  evaluate: (input) => conclude(vehicles, input, (reading) => judge(input, reading)),
};

function judge(input: IndicatorInput, reading: Reading): Findings {
  const allowed = input.pack.rules.vehiclesAllowed;
  const found = factsOf(reading, 'VEHICLE').map((thing) => ({
    fact: thing.fact,
    of: `${holderNames(thing)}：${thing.fact.plateNumber || `无号牌 ${thing.fact.model}`}`,
    sort: sortOf(thing.fact, input.pack.rules.exemptions),
  }));
  const others = otherCraft(reading);
  const inUse = others.filter(({ sort }) => sort === 'LIVE' || sort === 'WORKING').length;
  const findings = {
    figure: { unit: 'COUNT', value: found.filter(({ sort }) => sort === 'LIVE' || sort === 'WORKING').length + inUse },
    line: { unit: 'COUNT', value: allowed.value },
    lineSource: lineSourceOf(allowed),
    restsOnStandard: false,
  } as const;
  const tooMany = [...found, ...others].filter(({ sort }) => sort === 'LIVE').length > allowed.value;
  const exceeds: Words[] = [];
  const warnings: Words[] = [];
  const exempt: Words[] = [];
  const notes: Words[] = [];
  const visitHints: Words[] = [];
  for (const { fact, of, sort } of found) {
    switch (sort) {
      case 'LIVE':
        (tooMany ? exceeds : notes).push({ zh: `${of}，状态正常`, en: `${of}: in a live state` });
        break;
      case 'WORKING':
        warnings.push({ zh: `${of}，可能为生产经营用车`, en: `${of}: may be a working vehicle` });
        visitHints.push({ zh: `核实${of}的用途与营收`, en: `find out use and income of ${of}` });
        break;
      case 'KIND_IN_DOUBT':
        warnings.push({
          zh: `${of}，摩托车排量未登记，无法判断是否按规定不计`,
          en: `${of}: a motorcycle whose displacement nobody recorded`,
        });
        visitHints.push({
          zh: `查看${of}的行驶证，是燃油还是电动`,
          en: `fuel or electric? Look at the papers of ${of}`,
        });
        break;
      case 'STATE_IN_DOUBT':
        warnings.push({ zh: `${of}，登记状态：${STATES[fact.status].zh}`, en: `${of}: ${STATES[fact.status].en}` });
        visitHints.push({ zh: `核实${of}是否仍在使用或处置所得`, en: `is ${of} still in use, or what did it bring?` });
        break;
      case 'EXEMPT':
        exempt.push({
          zh: `${of}，${fact.class === 'DISABILITY_VEHICLE' ? '残疾人功能性补偿代步机动车' : '燃油摩托车'}，按规定不计`,
          en: `${of}: left out by the policy`,
        });
        break;
      case 'NO_ASSET':
        notes.push({ zh: `${of}，${noAsset(fact).zh}，不计`, en: `${of}: ${noAsset(fact).en}, not counted` });
        break;
    }
  }
  for (const { words, sort } of others) {
    if (sort === 'LIVE') (tooMany ? exceeds : notes).push(words);
    if (sort === 'NO_ASSET') notes.push({ zh: `${words.zh}，不计`, en: `${words.en}, not counted` });
    if (sort !== 'WORKING') continue;
    warnings.push({ zh: `${words.zh}，可能为生产经营工具`, en: `${words.en}: may earn a living` });
    visitHints.push({ zh: `核实${words.zh}的用途与营收`, en: `find out use and income of ${words.en}` });
  }
  for (const contradiction of licenceDoubts(reading)) {
    warnings.push(contradiction);
    visitHints.push({
      zh: '查看行驶证、道路运输证和车辆的实际用途',
      en: 'look at both papers and what the car is used for',
    });
  }
  const declared = declaredOf(input, 'VEHICLE').toSorted((a, b) => (a.plateNumber < b.plateNumber ? -1 : 1));
  for (const { plateNumber, craft } of declared) {
    if (found.some(({ fact }) => samePlate(fact.plateNumber, plateNumber))) continue;
    if (others.some(({ number }) => samePlate(number, plateNumber))) continue;
    const kind = craft === 'SHIP' ? { zh: '船舶', en: 'ship' } : { zh: '车辆', en: 'vehicle' };
    warnings.push({
      zh: `申报${kind.zh} ${plateNumber} 未查得（申报，未核对）`,
      en: `declared ${kind.en} ${plateNumber} not found (declared, not checked)`,
    });
    visitHints.push({
      zh: `查看申报${kind.zh} ${plateNumber} 的证件与实物`,
      en: `look at the declared ${kind.en} ${plateNumber}`,
    });
  }
  return { ...findings, exceeds, warnings, exempt, notes, visitHints };
}

type Sort = 'LIVE' | 'WORKING' | 'KIND_IN_DOUBT' | 'STATE_IN_DOUBT' | 'EXEMPT' | 'NO_ASSET';

function sortOf(vehicle: Vehicle, exemptions: PolicyRules['exemptions']): Sort {
  // An electric bicycle is no motor vehicle (道路交通安全法 Art 119); a deregistered one no longer exists in law.
  if (vehicle.class === 'ELECTRIC_BICYCLE' || vehicle.status === 'DEREGISTERED') return 'NO_ASSET';
  if (vehicle.class === 'DISABILITY_VEHICLE' && exemptions.disabilityVehicle.value) return 'EXEMPT';
  const fuelMotorcycle = vehicle.class === 'MOTORCYCLE' && (vehicle.displacementMl ?? 0) > 0;
  if (fuelMotorcycle && exemptions.fuelMotorcycles.value) return 'EXEMPT';
  if (vehicle.status !== 'NORMAL') return 'STATE_IN_DOUBT';
  // The register knows neither an engine nor that there is none: it may be one that the pack leaves out.
  if (vehicle.class === 'MOTORCYCLE' && vehicle.displacementMl === null) return 'KIND_IN_DOUBT';
  const earns = vehicle.use !== 'PRIVATE' || vehicle.class === 'TRACTOR' || vehicle.class === 'OTHER';
  return earns ? 'WORKING' : 'LIVE';
}

const STATES: Readonly<Record<Vehicle['status'], Words>> = {
  NORMAL: { zh: '正常', en: 'normal' },
  INSPECTION_OVERDUE: { zh: '逾期未检验', en: 'inspection overdue' },
  SCRAP_OVERDUE: { zh: '达到报废标准未注销', en: 'due for scrapping' },
  SCRAPPED: { zh: '已报废', en: 'scrapped' },
  TRANSFERRED_OUT: { zh: '已转出', en: 'transferred out' },
  STOLEN: { zh: '被盗抢', en: 'stolen' },
  DEREGISTERED: { zh: '已注销', en: 'deregistered' },
};

function noAsset(vehicle: Vehicle): Words {
  return vehicle.status === 'DEREGISTERED' ? STATES.DEREGISTERED : { zh: '非机动车', en: 'no motor vehicle' };
}
