/** What was asked for cannot be done here; said without a stack. */
export class BadUsage extends Error {}

/** Files a process of ours opens besides one for each connection. */
const OTHER_FILES = 500;

/** Whole numbers out of a list like `1000,10000`; an error names the option. */
export function wholeNumbers(option: string, text: string): number[] {
  const numbers = text.split(',').map(Number);
  if (numbers.some((number) => !Number.isInteger(number) || number < 1)) throw new BadUsage(`--${option} takes whole numbers from 1 on, with commas between, not "${text}"`);
  return numbers;
}

/** Says so when this machine does not let a process hold so many connections; Node has taken all it may get by itself. */
export function demandConnections(count: number): void {
  if (!process.report) return;
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft: number | 'unlimited' } } };
  const most = userLimits?.open_files?.soft;
  if (typeof most !== 'number' || most >= count + OTHER_FILES) return;
  throw new BadUsage(`${count} connections need ${count + OTHER_FILES} open files a process, and this machine allows ${most}: raise it with \`ulimit -n\`, or ask for fewer`);
}
