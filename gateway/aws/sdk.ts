import type { IAMClient } from '@aws-sdk/client-iam';
import type { STSClient } from '@aws-sdk/client-sts';
import { GatewayError } from '../errors.ts';
import type { AssumeRole, Aws, AwsCredentials, CallerIdentity, NewDelegationRequest } from './aws.ts';
import {
  ASSUME_ERRORS,
  CALLER_IDENTITY_ERRORS,
  CREATE_ERRORS,
  EXCHANGE_ERRORS,
  SUBSCRIPTION_ERRORS,
  translate,
} from './aws-errors.ts';
import { newDelegationRequest } from './delegation-limits.ts';
import { putStackAnswer } from './stack-answer.ts';

/** Where the SDK goes and as whom; all that is left out is found as the SDK always does (environment, profile, role). */
export interface SdkOptions {
  region: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** Origins besides AWS's own to which stacks are answered: none, but for a sandbox. */
  stackAnswerOrigins?: readonly string[];
}

/** A call may take this long, milliseconds; three tries are made within it and beyond by the SDK. */
const TIMEOUTS = { connectionTimeout: 3000, requestTimeout: 8000, throwOnRequestTimeout: true };

/** The AWS SDK behind the port. Clients are loaded when they are first needed: each costs a tenth of a second. */
export function createSdkAws({ stackAnswerOrigins = [], ...options }: SdkOptions): Aws {
  const settings = { ...options, requestHandler: TIMEOUTS };
  const iam = lazy(
    async (): Promise<IAMClient> => new (await import('@aws-sdk/client-iam')).IAMClient(settings),
  );
  const sts = lazy(
    async (): Promise<STSClient> => new (await import('@aws-sdk/client-sts')).STSClient(settings),
  );
  return {
    async createDelegationRequest(request) {
      const { CreateDelegationRequestCommand } = await import('@aws-sdk/client-iam');
      const command = new CreateDelegationRequestCommand(toWire(request));
      const client = await iam();
      const answer = await client.send(command).catch((error: unknown) => {
        if (isNamed(error, 'EntityAlreadyExistsException')) return 'WORKFLOW_ID_TAKEN' as const;
        throw translate(error, CREATE_ERRORS, 'CreateDelegationRequest');
      });
      if (answer === 'WORKFLOW_ID_TAKEN') return answer;
      return {
        requestId: present(answer.DelegationRequestId, 'DelegationRequestId'),
        consoleDeepLink: present(answer.ConsoleDeepLink, 'ConsoleDeepLink'),
      };
    },

    async exchangeToken(token) {
      const { GetDelegatedAccessTokenCommand } = await import('@aws-sdk/client-sts');
      const client = await sts();
      const answer = await client
        .send(new GetDelegatedAccessTokenCommand({ TradeInToken: token }))
        .catch((error: unknown) => {
          throw translate(error, EXCHANGE_ERRORS, 'GetDelegatedAccessToken');
        });
      return {
        credentials: toCredentials(answer.Credentials),
        assumedPrincipal: present(answer.AssumedPrincipal, 'AssumedPrincipal'),
      };
    },

    async callerIdentity(credentials): Promise<CallerIdentity> {
      const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
      const { expiration: _notTheSdksBusiness, ...keys } = credentials;
      // The connections are shared: a client of its own for each session would shake hands anew.
      const { requestHandler } = (await sts()).config;
      const client = new STSClient({ ...settings, requestHandler, credentials: keys });
      const answer = await client.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
        throw translate(error, CALLER_IDENTITY_ERRORS, 'GetCallerIdentity');
      });
      return { accountId: present(answer.Account, 'Account'), arn: present(answer.Arn, 'Arn') };
    },

    async assumeRole(role, externalId) {
      const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
      const client = await sts();
      const command = new AssumeRoleCommand({ ...toAssume(role), ExternalId: externalId });
      const answer = await client.send(command).catch((error: unknown) => {
        throw translate(error, ASSUME_ERRORS, 'AssumeRole');
      });
      return toCredentials(answer.Credentials);
    },

    async assumeRoleWithWebIdentity(role, identityToken) {
      const { AssumeRoleWithWebIdentityCommand } = await import('@aws-sdk/client-sts');
      const client = await sts();
      const command = new AssumeRoleWithWebIdentityCommand({
        ...toAssume(role),
        WebIdentityToken: identityToken,
      });
      const answer = await client.send(command).catch((error: unknown) => {
        throw translate(error, ASSUME_ERRORS, 'AssumeRoleWithWebIdentity');
      });
      return toCredentials(answer.Credentials);
    },

    customerAccount: async (credentials) => {
      const { createSdkCustomerAccount } = await import('./sdk-customer-account.ts');
      const { requestHandler } = (await iam()).config;
      return createSdkCustomerAccount({ ...settings, requestHandler }, credentials);
    },

    answerStack: (responseUrl, answer) => putStackAnswer(responseUrl, answer, stackAnswerOrigins),

    async confirmSubscription(topicArn, token) {
      const { ConfirmSubscriptionCommand, SNSClient } = await import('@aws-sdk/client-sns');
      // SNS knows a topic in its own region alone, and stacks have theirs in several.
      const client = new SNSClient({ ...settings, region: topicArn.split(':')[3] ?? settings.region });
      const input = { TopicArn: topicArn, Token: token, AuthenticateOnUnsubscribe: 'true' };
      await client
        .send(new ConfirmSubscriptionCommand(input))
        .catch((error: unknown) => {
          throw translate(error, SUBSCRIPTION_ERRORS, 'ConfirmSubscription');
        })
        .finally(() => client.destroy());
    },
  };
}

function toWire(request: NewDelegationRequest) {
  const checked = newDelegationRequest.safeParse(request);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new GatewayError('AWS_REFUSED', `AWS would refuse ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  const { data } = checked;
  return {
    Description: data.description,
    Permissions: {
      PolicyTemplateArn: data.policyTemplateArn,
      Parameters: data.parameters.map(({ name, type, values }) => ({
        Name: name,
        Type: type,
        Values: values,
      })),
    },
    RequestorWorkflowId: data.workflowId,
    NotificationChannel: data.notificationTopicArn,
    SessionDuration: data.durationSeconds,
    OwnerAccountId: data.accountId,
    RequestMessage: data.requestMessage,
    RedirectUrl: data.redirectUrl,
    OnlySendByOwner: data.onlySendByOwner,
  };
}

function toAssume({ roleArn, sessionName, durationSeconds }: AssumeRole) {
  return { RoleArn: roleArn, RoleSessionName: sessionName, DurationSeconds: durationSeconds };
}

type SdkCredentials = {
  AccessKeyId?: string;
  SecretAccessKey?: string;
  SessionToken?: string;
  Expiration?: Date;
};

function toCredentials(given: SdkCredentials | undefined): AwsCredentials {
  return {
    accessKeyId: present(given?.AccessKeyId, 'AccessKeyId'),
    secretAccessKey: present(given?.SecretAccessKey, 'SecretAccessKey'),
    sessionToken: present(given?.SessionToken, 'SessionToken'),
    expiration: present(given?.Expiration, 'Expiration').getTime(),
  };
}

/** An empty answer deserialises to nothing but undefined fields, without an error: so each is asked for. */
function present<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw new GatewayError('AWS_UNAVAILABLE', `AWS answered without ${field}.`);
  return value;
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

function lazy<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
