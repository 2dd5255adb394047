import { ConnectWithAws } from './connect-with-aws.ts';

export * from './element.ts';

/** The script tag's entry. Two copies of the script on one page are one too many, but no harm: the first one stays. */
if (globalThis.customElements && !customElements.get('connect-with-aws'))
  customElements.define('connect-with-aws', ConnectWithAws);

declare global {
  interface HTMLElementTagNameMap {
    'connect-with-aws': ConnectWithAws;
  }
}
