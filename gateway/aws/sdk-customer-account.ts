import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteOpenIDConnectProviderCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { IAMClientConfig } from '@aws-sdk/client-iam';
import type { AwsCredentials, CustomerAccount } from './aws.ts';
import { PROVISIONING_ERRORS, translate } from './aws-errors.ts';

/** The customer's IAM through the SDK. */
export function createSdkCustomerAccount(
  settings: IAMClientConfig,
  credentials: AwsCredentials,
): CustomerAccount {
  const { expiration: _notTheSdksBusiness, ...keys } = credentials;
  const iam = new IAMClient({ ...settings, credentials: keys });

  return {
    async createRole(role) {
      const command = new CreateRoleCommand({
        RoleName: role.name,
        Path: role.path,
        AssumeRolePolicyDocument: JSON.stringify(role.trustPolicy),
        PermissionsBoundary: role.permissionsBoundaryArn,
        MaxSessionDuration: role.maxSessionSeconds,
        Description: role.description,
        Tags: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
      });
      const taken = { EntityAlreadyExistsException: 'TAKEN' as const };
      const answer = await call('CreateRole', () => iam.send(command), taken);
      return answer === 'TAKEN' ? 'TAKEN' : 'CREATED';
    },

    async getRole(name) {
      const command = new GetRoleCommand({ RoleName: name });
      const answer = await call('GetRole', () => iam.send(command), { NoSuchEntityException: undefined });
      const role = answer?.Role;
      if (!role?.Arn) return undefined;
      const tags = Object.fromEntries((role.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
      return {
        arn: role.Arn,
        permissionsBoundaryArn: role.PermissionsBoundary?.PermissionsBoundaryArn,
        tags,
      };
    },

    async putRoleBoundary(RoleName, PermissionsBoundary) {
      const command = new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary });
      await call('PutRolePermissionsBoundary', () => iam.send(command), {});
    },

    async putRolePolicy(RoleName, PolicyName, document) {
      const PolicyDocument = JSON.stringify(document);
      await call(
        'PutRolePolicy',
        () => iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument })),
        {},
      );
    },

    async deleteRolePolicy(RoleName, PolicyName) {
      const command = new DeleteRolePolicyCommand({ RoleName, PolicyName });
      await call('DeleteRolePolicy', () => iam.send(command), { NoSuchEntityException: undefined });
    },

    async deleteRole(RoleName) {
      const command = new DeleteRoleCommand({ RoleName });
      await call('DeleteRole', () => iam.send(command), { NoSuchEntityException: undefined });
    },

    async hasOidcProvider(OpenIDConnectProviderArn) {
      const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn });
      const missing = { NoSuchEntityException: 'MISSING' as const };
      return (await call('GetOpenIDConnectProvider', () => iam.send(command), missing)) !== 'MISSING';
    },

    async createOidcProvider(Url, audience) {
      const command = new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: [audience] });
      const there = { EntityAlreadyExistsException: undefined };
      await call('CreateOpenIDConnectProvider', () => iam.send(command), there);
    },

    async deleteOidcProvider(OpenIDConnectProviderArn) {
      const command = new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn });
      await call('DeleteOpenIDConnectProvider', () => iam.send(command), {
        NoSuchEntityException: undefined,
      });
    },
  };
}

/** Makes the call; what these AWS names say is the answer to it, and no failure. */
async function call<T, Expected>(name: string, work: () => Promise<T>, expected: Record<string, Expected>) {
  return work().catch((error: unknown) => {
    const named = error instanceof Error ? error.name : '';
    if (Object.hasOwn(expected, named)) return expected[named] as Expected;
    throw translate(error, PROVISIONING_ERRORS, name);
  });
}
