import { MongoClient, MongoServerError } from 'mongodb';
import type { Document, MongoClientOptions } from 'mongodb';
import { GatewayError } from '../errors.ts';

/** Where grants live if MONGODB_URI names no database. */
export const DEFAULT_DATABASE = 'connect_with_aws';

/** How long a primary is looked for at the start, milliseconds. */
const PATIENCE_MS = 8_000;

/** MongoDB's error code for a name or password that it does not take. */
const AUTHENTICATION_FAILED = 18;

const OPTIONS = {
  appName: 'connect-with-aws',
  retryWrites: true,
  retryReads: true,
  serverSelectionTimeoutMS: PATIENCE_MS,
  // What tells that the other end of an open connection is gone; whatever waits on it is then cut off.
  connectTimeoutMS: 5_000,
  heartbeatFrequencyMS: 5_000,
} satisfies MongoClientOptions;

/**
 * Connects to a replica set or a sharded cluster. CONFIG_INVALID if the address or the credentials cannot be used or a
 * standalone server is there, STORE_UNAVAILABLE if no primary is reached. No error holds the address's password.
 */
export async function connect(uri: string): Promise<MongoClient> {
  const client = clientFor(uri);
  try {
    await client.connect();
    assertKeepsChanges(await client.db('admin').command({ hello: 1 }));
    return client;
  } catch (error) {
    await client.close();
    throw connectingFailure(client, error);
  }
}

/** The database that the address names. */
export function databaseIn(uri: string): string {
  const path = /^[^/]+:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1];
  return path === undefined ? DEFAULT_DATABASE : decodeURIComponent(path);
}

function clientFor(uri: string): MongoClient {
  try {
    return new MongoClient(uri, OPTIONS);
  } catch {
    // The driver's own sentence quotes the address with its password, so it is not even kept as the cause.
    throw new GatewayError(
      'CONFIG_INVALID',
      'MONGODB_URI cannot be read. It looks like mongodb://user:password@host1,host2,host3/database?replicaSet=name; what is not a letter or digit in the password is percent-encoded.',
    );
  }
}

function assertKeepsChanges({ setName, msg }: Document): void {
  if (setName !== undefined || msg === 'isdbgrid') return;
  throw new GatewayError(
    'CONFIG_INVALID',
    'MONGODB_URI leads to a standalone server, which tells nobody of changes. A replica set is needed, and one node is enough: start it with `mongod --replSet rs0` and run `rs.initiate()` on it once.',
  );
}

function connectingFailure(client: MongoClient, cause: unknown): GatewayError {
  if (cause instanceof GatewayError) return cause;
  if (cause instanceof MongoServerError && cause.code === AUTHENTICATION_FAILED)
    return new GatewayError(
      'CONFIG_INVALID',
      'MongoDB does not take the name and password in MONGODB_URI. Check them, and authSource: it is the database that knows the user, often admin.',
      { cause },
    );
  const hosts = client.options.srvHost ?? client.options.hosts.join(', ');
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new GatewayError(
    'STORE_UNAVAILABLE',
    `No primary of MongoDB answered at ${hosts} within ${PATIENCE_MS / 1_000} seconds (${reason}). Check that it runs, that it can be reached from here, that replicaSet in MONGODB_URI is its name, and that it was initiated.`,
    { cause },
  );
}
