import type { z } from 'zod';
import type { Vehicle } from '../../../src/evidence/facts.ts';
import type { Clock } from '../../../src/platform/clock.ts';
import { elements } from '../../transports/soap-xml.ts';
import type { OfficeSpec } from '../office.ts';
import type { Population } from '../population.ts';
import { lookUp } from '../register.ts';
import { soap, soapElement, soapFailures, soapQuestionSchema } from '../soap-answers.ts';
import * as form from '../wire-forms.ts';

type Question = z.infer<typeof soapQuestionSchema>;

const CLASS: Readonly<Record<Vehicle['class'], string>> = {
  CAR: 'K33',
  TRUCK: 'H31',
  COACH: 'K11',
  MOTORCYCLE: 'M21',
  ELECTRIC_BICYCLE: 'D11',
  // The register knows a class and, beside it, that the vehicle is made for the disabled.
  DISABILITY_VEHICLE: 'M11',
  TRACTOR: 'T11',
  OTHER: 'X99',
};
const USE = { PRIVATE: 'A', HIRE: 'D', FREIGHT: 'F', OTHER: 'R' } as const;
const STATUS = {
  NORMAL: 'A',
  INSPECTION_OVERDUE: 'Q',
  SCRAP_OVERDUE: 'PQ',
  SCRAPPED: 'E',
  TRANSFERRED_OUT: 'B',
  STOLEN: 'C',
  DEREGISTERED: 'E',
} as const;

/** The traffic police's vehicle register as a server: SOAP 1.1 in GB 18030, signed. */
export const vehicleOffice = {
  sourceId: 'vehicles',
  open: (population, clock) => ({
    path: '/trff/services/VehicleQuery',
    respond(body, contentType) {
      if (!contentType.startsWith('text/xml')) return null;
      const question = soapQuestionSchema.safeParse(soapElement(body, 'QueryVehicles'));
      if (!question.success) return null;
      return { requestId: question.data.YWLSH, answer: () => soap(200, answerTo(question.data, population, clock)) };
    },
    ...soapFailures(),
  }),
} as const satisfies OfficeSpec;

function answerTo(question: Question, population: Population, clock: Clock): string {
  const asked = { number: question.SFZMHM, formerNumber: question.YSFZMHM, name: question.XM };
  const found = lookUp(population, { sourceId: 'vehicles', types: ['VEHICLE'] }, asked);
  const code = { NONE: '0', MISMATCH: '2', FOUND: '1' }[found.result];
  const head = elements({ JGDM: code, YWLSH: question.YWLSH, SJRQ: form.dataDate(clock) });
  const owned =
    found.result === 'FOUND'
      ? elements({ SYR: found.recorded.name, SFZMHM: found.recorded.number }) +
        found.facts.map((vehicle) => `<CLXX>${elements(wireVehicle(vehicle))}</CLXX>`).join('')
      : '';
  return `<QueryVehiclesResponse>${head}${owned}</QueryVehiclesResponse>`;
}

function wireVehicle(vehicle: Vehicle): Record<string, string> {
  return {
    HPHM: vehicle.plateNumber,
    CLLX: CLASS[vehicle.class],
    CJRZY: vehicle.class === 'DISABILITY_VEHICLE' ? '1' : '0',
    SYXZ: USE[vehicle.use],
    PPXH: vehicle.model,
    PL: vehicle.displacementMl === null ? '' : String(vehicle.displacementMl),
    CCDJRQ: vehicle.firstRegisteredOn ?? '',
    ZT: STATUS[vehicle.status] + (vehicle.sealed ? 'K' : ''),
    ZXYY: vehicle.status === 'SCRAPPED' ? '1' : vehicle.status === 'DEREGISTERED' ? '3' : '',
    YXQZ: vehicle.inspectionValidUntil ?? '',
    DYBJ: vehicle.mortgaged ? '1' : '0',
  };
}
