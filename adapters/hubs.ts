import type { Hub } from '../src/sources/port.ts';

/**
 * 无锡市政务数据共享平台: one platform hands questions on to the city's departments. What it allows is allowed to all
 * departments behind it together; the figures are made up after what such platforms grant one caller.
 */
export const wuxiSharingPlatform: Hub = {
  id: 'wuxi-sharing-platform',
  name: { zh: '无锡市政务数据共享平台', en: 'Wuxi municipal data-sharing platform' },
  quota: { perSecond: 200, perDay: 500_000, concurrent: 100 },
  breaker: { consecutiveFailures: 20, halfOpenAfterMs: 30_000 },
};

/** Every hub of the gateway. */
export const HUBS: readonly Hub[] = [wuxiSharingPlatform];
