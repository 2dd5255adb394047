// Run by mongosh beside the first node: makes the replica set and its two users, or what is missing of them.
/* global Mongo, sleep, print */
const { readFileSync } = require('node:fs');

const secret = (name) => readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const members = ['mongodb-1', 'mongodb-2', 'mongodb-3'].map((host, _id) => ({ _id, host: `${host}:27017` }));

const admin = new Mongo('mongodb://127.0.0.1:27017/?directConnection=true').getDB('admin');
const root = { user: 'root', pwd: secret('mongodb-root-password') };

function isThere(code, call) {
  try {
    call();
    return false;
  } catch (error) {
    if (error.codeName !== code) throw error;
    return true;
  }
}

if (isThere('AuthenticationFailed', () => admin.auth(root.user, root.pwd))) {
  isThere('AlreadyInitialized', () => admin.runCommand({ replSetInitiate: { _id: 'rs0', members } }));
  while (!admin.hello().isWritablePrimary) sleep(500);
  admin.createUser({ ...root, roles: ['root'] });
  admin.auth(root.user, root.pwd);
}
if (!admin.getUser('gateway'))
  admin.createUser({
    user: 'gateway',
    pwd: secret('mongodb-gateway-password'),
    roles: [{ role: 'readWrite', db: 'connect_with_aws' }],
  });
print('The replica set and its users are there.');
