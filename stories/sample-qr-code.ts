import type { HandOff } from '../widget/gateway-client.ts';

/** The QR code of the sample link, as the gateway draws it. */
export const sampleQrCode: HandOff['qrCode'] = {
  size: 37,
  path: [
    'M0 0.5h7m3 0h1m4 0h4m3 0h1m2 0h3m2 0h7M0 1.5h1m5 0h1m1 0h3m2 0h1m1 0h1m1 0h1m2 0h2m1 0h1m1 0h4m1 0h1',
    'm5 0h1M0 2.5h1m1 0h3m1 0h1m1 0h1m6 0h3m1 0h1m4 0h1m2 0h1m2 0h1m1 0h3m1 0h1M0 3.5h1m1 0h3m1 0h1m2 0h1',
    'm2 0h1m1 0h2m3 0h1m1 0h2m1 0h1m1 0h1m3 0h1m1 0h3m1 0h1M0 4.5h1m1 0h3m1 0h1m1 0h3m1 0h1m1 0h3m2 0h1m2',
    ' 0h1m2 0h4m1 0h1m1 0h3m1 0h1M0 5.5h1m5 0h1m1 0h1m1 0h1m1 0h2m1 0h1m1 0h4m4 0h1m1 0h2m1 0h1m5 0h1M0 6',
    '.5h7m1 0h1m1 0h1m1 0h1m1 0h1m1 0h1m1 0h1m1 0h1m1 0h1m1 0h1m1 0h1m1 0h1m1 0h7M8 7.5h1m1 0h2m5 0h1m2 0',
    'h3m1 0h1m1 0h1M0 8.5h2m1 0h1m2 0h2m3 0h7m5 0h6m1 0h3m1 0h2M0 9.5h1m2 0h2m4 0h1m1 0h2m7 0h6m2 0h3m2 0',
    'h2m1 0h1M0 10.5h3m1 0h3m1 0h1m2 0h2m3 0h1m1 0h2m2 0h1m1 0h1m1 0h1m1 0h2m4 0h1m1 0h1M2 11.5h4m2 0h2m1',
    ' 0h5m2 0h2m1 0h1m1 0h1m1 0h1m3 0h1m1 0h3m1 0h2M0 12.5h2m3 0h4m1 0h2m1 0h1m3 0h1m5 0h3m2 0h3m5 0h1M0 ',
    '13.5h2m3 0h1m1 0h1m3 0h1m3 0h1m3 0h3m1 0h2m1 0h1m2 0h3m4 0h1M0 14.5h1m1 0h1m2 0h3m3 0h1m1 0h1m2 0h2m',
    '4 0h2m2 0h1m3 0h2m1 0h1m2 0h1M1 15.5h2m2 0h1m3 0h1m1 0h1m1 0h1m2 0h3m1 0h4m1 0h1m2 0h1m2 0h1m1 0h1m1',
    ' 0h1M0 16.5h1m1 0h1m3 0h5m1 0h1m4 0h1m1 0h2m1 0h3m1 0h2m2 0h2m2 0h1m1 0h1M5 17.5h1m1 0h1m2 0h1m1 0h1',
    'm1 0h1m1 0h1m2 0h1m1 0h6m3 0h1m1 0h1m1 0h3M0 18.5h1m3 0h1m1 0h4m1 0h2m8 0h2m2 0h2m2 0h1m3 0h1m1 0h2M',
    '0 19.5h1m6 0h1m1 0h1m2 0h1m1 0h4m2 0h2m2 0h1m1 0h2m1 0h4m1 0h2M0 20.5h1m1 0h1m1 0h3m7 0h3m2 0h1m4 0h',
    '3m1 0h1m1 0h1m1 0h1m3 0h1M1 21.5h1m1 0h1m4 0h1m2 0h1m1 0h1m2 0h1m1 0h1m1 0h1m2 0h3m2 0h4m4 0h1M0 22.',
    '5h2m1 0h1m2 0h1m3 0h1m5 0h1m1 0h2m1 0h1m3 0h1m3 0h2m1 0h5M4 23.5h1m5 0h1m2 0h4m1 0h1m1 0h2m3 0h1m1 0',
    'h3m1 0h1M0 24.5h1m5 0h1m2 0h2m1 0h3m1 0h1m3 0h6m1 0h5m3 0h2M2 25.5h1m1 0h2m5 0h2m1 0h2m2 0h3m3 0h3m3',
    ' 0h2m1 0h2m1 0h1M0 26.5h1m1 0h1m3 0h5m1 0h1m3 0h3m3 0h2m4 0h2m1 0h1m1 0h2m1 0h1M1 27.5h4m5 0h1m1 0h2',
    'm3 0h2m1 0h3m2 0h3m1 0h1m1 0h1m3 0h1M0 28.5h3m3 0h1m1 0h1m2 0h2m2 0h2m3 0h2m2 0h2m2 0h7M8 29.5h3m2 0',
    'h2m1 0h1m1 0h1m4 0h2m1 0h1m1 0h1m3 0h1m3 0h1M0 30.5h7m1 0h1m1 0h1m1 0h1m3 0h2m2 0h2m3 0h4m1 0h1m1 0h',
    '1m1 0h3M0 31.5h1m5 0h1m4 0h2m2 0h5m1 0h2m1 0h1m3 0h1m3 0h1m1 0h1M0 32.5h1m1 0h3m1 0h1m5 0h1m1 0h2m2 ',
    '0h2m1 0h1m1 0h4m1 0h5m2 0h2M0 33.5h1m1 0h3m1 0h1m1 0h1m1 0h1m1 0h1m1 0h8m1 0h2m6 0h2m2 0h2M0 34.5h1m',
    '1 0h3m1 0h1m5 0h3m4 0h1m2 0h1m1 0h5m3 0h2m1 0h2M0 35.5h1m5 0h1m1 0h4m1 0h3m2 0h6m1 0h4M0 36.5h7m1 0h',
    '1m2 0h2m4 0h3m1 0h1m2 0h2m1 0h7m1 0h2',
  ].join(''),
};
