export interface Sample {
  name: string;
  cpuMicros: number;
  perSecond: number;
}

/** What the issue asks: CPU a request against the floor, requests a second against a batch a mutation. */
const CPU_TARGETS: Record<string, number> = { '/balance': 1.5, '/pay, one guild': 2.4, '/pay, 20 guilds': 4.2 };
const SPEED_TARGET = 3.3;
const BUNDLE_TARGET_KIB = 150;

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Prints the table, all figures as ratios of one run, and whether the targets are met. */
export function report(samples: Sample[], bundleKiB: number): boolean {
  const names = [...new Set(samples.map(({ name }) => name))];
  const middle = (name: string, pick: (sample: Sample) => number): number => median(samples.filter((s) => s.name === name).map(pick));
  const floor = middle('floor', (s) => s.cpuMicros);
  let met = true;
  const judge = (ok: boolean): string => {
    met &&= ok;
    return ok ? 'met' : 'MISSED';
  };
  console.log('case                      CPU a request   against floor   requests/s   target');
  for (const name of names) {
    const cpu = middle(name, (s) => s.cpuMicros);
    const target = CPU_TARGETS[name];
    const verdict = target === undefined ? '' : `<= ${target} ${judge(cpu / floor <= target)}`;
    console.log(`${name.padEnd(24)} ${cpu.toFixed(0).padStart(9)} us ${(cpu / floor).toFixed(2).padStart(15)} ${middle(name, (s) => s.perSecond).toFixed(0).padStart(12)}   ${verdict}`);
  }
  const speed = middle('/pay, one guild', (s) => s.perSecond) / middle('/pay, a batch each', (s) => s.perSecond);
  console.log(`group commit: ${speed.toFixed(2)} times the requests/s of a batch a mutation   >= ${SPEED_TARGET} ${judge(Number.isFinite(speed) && speed >= SPEED_TARGET)}`);
  console.log(`bundle: ${bundleKiB.toFixed(1)} KiB gzip   <= ${BUNDLE_TARGET_KIB} ${judge(bundleKiB <= BUNDLE_TARGET_KIB)}`);
  console.log('effects equal acknowledgements in every round, and all balances sum to zero');
  return met;
}
