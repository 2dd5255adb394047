/** An AWS account that the sandbox treats as an onboarded partner, with the access key of its gateway. */
export interface Partner {
  accountId: string;
  /** As shown to customers: at most 30 characters. */
  name: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** A made-up identity in a customer's account. */
export interface Principal {
  arn: string;
  accountId: string;
  userId: string;
  name: string;
  title: string;
  isRoot: boolean;
  /** Holds iam:*DelegationRequest, approving included; others have only what an initiator has by default. */
  mayAdminister: boolean;
  accessKeyId: string;
  secretAccessKey: string;
  /** Only for the assumed role. */
  sessionToken?: string;
}

/** The partner whose key works when no other is configured. */
export const defaultPartner: Partner = {
  accountId: '999988887777',
  name: 'Acme Analytics',
  accessKeyId: 'AKIASANDBOXACME00001',
  secretAccessKey: 'sandbox+acme/not-a-real-secret+key/0001',
};

/** A second partner, to see that nobody redeems or reads what belongs to another. */
export const otherPartner: Partner = {
  accountId: '888877776666',
  name: 'Globex Insights',
  accessKeyId: 'AKIASANDBOXGLOBEX001',
  secretAccessKey: 'sandbox+globex/not-a-real-secret+key/0001',
};

/** The customers of the console's sign-in page. Every other account id exists as well, without a name. */
export const namedAccounts: Record<string, string> = {
  '111122223333': 'Nimbus Retail',
  '444455556666': 'Orchard Health',
};

interface PrincipalRow {
  name: string;
  title: string;
  isRoot: boolean;
  mayAdminister: boolean;
  arn(accountId: string): string;
}

const principalRows = {
  DANA: {
    name: 'Dana',
    title: 'Developer',
    isRoot: false,
    mayAdminister: false,
    arn: (id) => `arn:aws:iam::${id}:user/dana`,
  },
  ALEX: {
    name: 'Alex',
    title: 'Administrator',
    isRoot: false,
    mayAdminister: true,
    arn: (id) => `arn:aws:sts::${id}:assumed-role/Administrator/alex`,
  },
  ROOT: {
    name: 'Root',
    title: 'Account owner',
    isRoot: true,
    mayAdminister: true,
    arn: (id) => `arn:aws:iam::${id}:root`,
  },
} satisfies Record<string, PrincipalRow>;

/** Who there is in every customer account. */
export type PrincipalName = keyof typeof principalRows;

/** One identity of an account; keys are `AKIA` (`ASIA` for the assumed role), the account id and the name. */
export function principalOf(accountId: string, name: PrincipalName): Principal {
  const row = principalRows[name];
  const temporary = name === 'ALEX';
  const slug = `${accountId}/${name.toLowerCase()}`;
  return {
    ...row,
    arn: row.arn(accountId),
    accountId,
    userId: row.isRoot ? accountId : `${temporary ? 'AROA' : 'AIDA'}${accountId}${name}`,
    accessKeyId: `${temporary ? 'ASIA' : 'AKIA'}${accountId}${name}`,
    secretAccessKey: `sandbox+customer/${slug}/not-a-real-secret`,
    sessionToken: temporary ? `sandbox+session/${slug}/not-a-real-token` : undefined,
  };
}

/** All identities of an account. */
export function principalsOf(accountId: string): Principal[] {
  return [principalOf(accountId, 'DANA'), principalOf(accountId, 'ALEX'), principalOf(accountId, 'ROOT')];
}

/** The identity with this ARN, or undefined. */
export function principalByArn(arn: string): Principal | undefined {
  const accountId = /^arn:aws:(?:iam|sts)::(\d{12}):/.exec(arn)?.[1];
  return accountId === undefined ? undefined : principalsOf(accountId).find((one) => one.arn === arn);
}

/** The identity with this access key, or undefined. */
export function principalByAccessKey(accessKeyId: string): Principal | undefined {
  const accountId = /^A[KS]IA(\d{12})[A-Z]{4}$/.exec(accessKeyId)?.[1];
  return accountId === undefined
    ? undefined
    : principalsOf(accountId).find((one) => one.accessKeyId === accessKeyId);
}

/** The account's name where it has one, else its number in words. */
export function accountName(accountId: string): string {
  return namedAccounts[accountId] ?? `Account ${accountId}`;
}
