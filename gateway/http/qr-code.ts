import { encode } from 'uqr';

/** A QR code as the contract has it. */
export interface QrCode {
  /** How many modules a side has, without the margin. */
  size: number;
  /** SVG path data: a line through the middle of each run of dark modules. */
  path: string;
}

/** The link, and its QR code beside it. */
export function withQrCode<Link extends { url: string }>(link: Link): Link & { qrCode: QrCode } {
  return { ...link, qrCode: qrCodeOf(link.url) };
}

/** The QR code of a text; the least correction there is, since a screen does not get dirty and a link is long. */
export function qrCodeOf(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'L', border: 0 });
  return { size, path: data.map((row, y) => rowPath(row, y)).join('') };
}

/** Relative steps within a row keep it half as long. */
function rowPath(row: readonly boolean[], y: number): string {
  const modules = row.map((isDark) => (isDark ? '1' : '0')).join('');
  let end = -1;
  return [...modules.matchAll(/1+/g)]
    .map(({ index, 0: { length } }) => {
      const step = end < 0 ? `M${index} ${y}.5` : `m${index - end} 0`;
      end = index + length;
      return `${step}h${length}`;
    })
    .join('');
}
