/** How long to wait before the next try, milliseconds: doubling from one second to a minute, a quarter of it by chance. */
export function backoff(attempts: number): number {
  const whole = Math.min(60_000, 1000 * 2 ** (attempts - 1));
  return Math.round(whole * (0.75 + Math.random() / 4));
}
