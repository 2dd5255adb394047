/** Instants and spans in a customer's words; instants are RFC 3339 or milliseconds since 1970. */
export interface Times {
  /** `4 hours`; of the two largest units, for people: `3 hr 5 min` when `short`. */
  span(seconds: number, length?: 'long' | 'short'): string;
  /** `at 14:05`, `on Tuesday at 14:05`: as much of the date as is needed. */
  at(instant: string | number): string;
  /** `14:05` today, else `Tuesday 14:05` or `29 November, 14:05`. */
  clock(instant: string | number): string;
  /** `in 6 days, on 29 November`. */
  until(instant: string | number): string;
}

/** A span is one thing to read: it stays on one line. */
const noBreak = '\u00a0';

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** @param now the gateway's clock, in milliseconds since 1970 */
export function createTimes(locale: string, now: number): Times {
  const format = (options: Intl.DateTimeFormatOptions) => (instant: string | number) =>
    new Intl.DateTimeFormat(locale, options).format(new Date(instant));
  const hour = { hour: 'numeric', minute: '2-digit' } as const;
  const time = format(hour);
  const day = format({ day: 'numeric', month: 'long' });
  const weekday = format({ weekday: 'long' });
  const isToday = (instant: string | number) => day(instant) === day(now);
  const isNear = (instant: string | number) => Math.abs(new Date(instant).getTime() - now) < 6 * 86_400_000;
  const date = (instant: string | number) => (isNear(instant) ? weekday(instant) : day(instant));
  return {
    span: (seconds, length = 'long') => span(locale, seconds, length),
    at: (instant) => (isToday(instant) ? `at ${time(instant)}` : `on ${date(instant)} at ${time(instant)}`),
    clock: (instant) =>
      isToday(instant) ? time(instant) : `${date(instant)}${isNear(instant) ? '' : ','} ${time(instant)}`,
    until: (instant) =>
      isToday(instant)
        ? `${from(locale, instant, now)}, at ${time(instant)}`
        : `${from(locale, instant, now)}, on ${day(instant)}`,
  };
}

function span(locale: string, seconds: number, unitDisplay: 'long' | 'short'): string {
  const first = units.findIndex(([, size]) => seconds >= size);
  let left = Math.max(0, seconds);
  const parts = units
    .slice(first < 0 ? -1 : first)
    .slice(0, 2)
    .map(([unit, size]) => {
      const value = Math.floor(left / size);
      left -= value * size;
      return {
        value,
        text: new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(value),
      };
    });
  return parts
    .filter(({ value }, i) => i === 0 || value > 0)
    .map(({ text }) => text)
    .join(' ')
    .replaceAll(' ', noBreak);
}

function from(locale: string, instant: string | number, now: number): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units[2];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}
