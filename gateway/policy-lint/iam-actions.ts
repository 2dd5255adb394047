/** Services in which AWS's review takes no broad action ("Policy evaluation guidelines", IAM User Guide). */
export const SENSITIVE_SERVICES = [
  'iam',
  'identitystore',
  'kms',
  'organizations',
  'ram',
  'secretsmanager',
  'sso',
  'sso-directory',
] as const;

/** What makes long-lived credentials: never delegated. */
export const CREDENTIAL_MAKERS = [
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreateServiceSpecificCredential',
  'iam:ResetServiceSpecificCredential',
  'iam:UpdateAccessKey',
  'iam:UpdateLoginProfile',
  'iam:UploadSSHPublicKey',
  'iam:UploadSigningCertificate',
] as const;

/** What can carry `iam:PermissionsBoundary`, and on roles must. */
export const BOUNDED_ACTIONS = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
] as const;

/** What else knows the key `iam:PermissionsBoundary`. */
export const ALSO_BOUNDED = [
  'iam:AttachUserPolicy',
  'iam:CreateUser',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteUserPermissionsBoundary',
  'iam:DeleteUserPolicy',
  'iam:DetachUserPolicy',
  'iam:PutUserPermissionsBoundary',
  'iam:PutUserPolicy',
] as const;

/** Whether an IAM action only looks. */
export function isIamRead(action: string): boolean {
  return /^iam:(Get|List|Simulate|GenerateServiceLastAccessedDetails|GenerateCredentialReport)/i.test(action);
}

/** Whether an IAM action is about roles and managed policies. */
export function isAboutRolesOrPolicies(action: string): boolean {
  return /^iam:(?!\w*(User|Group|Account|InstanceProfile))\w*(Role|Policy)\w*$/i.test(action);
}

/** Whether an IAM action is about identity providers: AWS's own partners make them by delegation, its rules do not list them. */
export function isAboutIdentityProviders(action: string): boolean {
  return /^iam:\w*(OpenIDConnectProvider|SAMLProvider|ClientIDToOpenIDConnectProvider)\w*$/i.test(action);
}
