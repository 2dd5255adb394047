/** One press, one idempotency key: kept until it is known what became of it. */
export class PressKey {
  #press: { input: string; key: string } | null = null;

  /** Asking again for what may have been made is asking for the same. */
  keyFor(input: string): string {
    if (this.#press?.input !== input) this.#press = { input, key: crypto.randomUUID() };
    return this.#press.key;
  }

  /** What was asked for is known to be made, or not to be: the next press is a new one. */
  settle(): void {
    this.#press = null;
  }
}
