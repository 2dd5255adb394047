import { lookup as resolve } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { GatewayError } from '../errors.ts';

/** Addresses that are nobody's on the internet (IANA's special-purpose registries): this machine, its network, its cloud. */
const NOT_PUBLIC = {
  ipv4: [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ],
  ipv6: [
    ['::', 96],
    ['::ffff:0:0', 96],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['100::', 64],
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
  ],
} as const satisfies Record<'ipv4' | 'ipv6', Subnets>;

const LOOPBACK = { ipv4: [['127.0.0.0', 8]], ipv6: [['::1', 128]] } as const;

const notPublic = blockLists(NOT_PUBLIC);
const loopback = blockLists(LOOPBACK);

/** Which addresses a request may go to: `PUBLIC` in production; there is no plain http but to this machine. */
export type Reach = 'PUBLIC' | 'LOOPBACK' | 'ANY';

/** How far a request to this URL may reach; CONFIG_INVALID if to nowhere. */
export function reachOf(url: URL, isProduction: boolean): Reach {
  if (url.username || url.password) throw refused(url, 'no user name or password belongs in it');
  if (url.protocol === 'https:') return isProduction ? 'PUBLIC' : 'ANY';
  if (url.protocol === 'http:' && !isProduction) return 'LOOPBACK';
  throw refused(url, isProduction ? 'it must be https' : 'it must be https, or http to this machine');
}

/** Whether an IP address is within reach. IPv4 in IPv6's clothes is never public. */
export function isWithinReach(address: string, reach: Reach): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0) return false;
  if (reach === 'ANY') return true;
  return reach === 'PUBLIC'
    ? !notPublic[family].check(address, family)
    : loopback[family].check(address, family);
}

/**
 * A `lookup` for node's http and https that gives only addresses within reach, and fails if one of the host's is not:
 * the socket goes to the address that was checked, whatever the name means a moment later.
 */
export function guardedLookup(reach: Reach): LookupFunction {
  return (host: string, options: LookupOptions, done) => {
    resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, '', 0);
      const [first] = addresses;
      if (!first || addresses.some((it) => !isWithinReach(it.address, reach)))
        return done(outOfReach(host), '', 0);
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}

/** Throws if the host is itself an address out of reach: node looks up no literal. */
export function assertLiteralWithinReach(url: URL, reach: Reach): void {
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) && !isWithinReach(literal, reach)) throw outOfReach(literal);
}

function outOfReach(host: string): Error {
  return new Error(`${host} leads to an address that webhooks do not go to.`);
}

function refused(url: URL, why: string): GatewayError {
  return new GatewayError('CONFIG_INVALID', `WEBHOOK_URL cannot be ${url.protocol}//${url.host}/…: ${why}.`);
}

type Subnets = readonly (readonly [string, number])[];

/** A list for each family: node takes IPv4 for a part of ::ffff:0:0/96, which is closed as a whole. */
function blockLists({ ipv4, ipv6 }: Record<'ipv4' | 'ipv6', Subnets>): Record<'ipv4' | 'ipv6', BlockList> {
  return { ipv4: blockList(ipv4, 'ipv4'), ipv6: blockList(ipv6, 'ipv6') };
}

function blockList(subnets: Subnets, family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, family);
  return list;
}
