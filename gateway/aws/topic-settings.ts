/** SNS's default gives up after about ninety seconds, and a lost exchange token cannot be had again: try for an hour. */
const DELIVERY_POLICY = {
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 1,
      maxDelayTarget: 60,
      numRetries: 68,
      numNoDelayRetries: 3,
      numMinDelayRetries: 5,
      numMaxDelayRetries: 50,
      backoffFunction: 'exponential',
    },
  },
};

/** Who may publish: IAM, for delegation requests; or everybody, for stacks, which publish as whoever starts them. */
export type Publisher = 'iam' | 'everybody';

/** By these names our statements in policies are known again. */
const SIDS = {
  iam: 'ConnectWithAwsDelegationNotices',
  everybody: 'ConnectWithAwsStackReports',
} satisfies Record<Publisher, string>;

const PRINCIPALS = {
  iam: { Service: 'iam.amazonaws.com' },
  everybody: { AWS: '*' },
} satisfies Record<Publisher, object>;

/** The attributes of a topic of ours, as SNS takes them. AWS documents the policy for IAM without a condition. */
export function topicSettings(topicArn: string, publisher: Publisher): Record<string, string> {
  const statement = {
    Sid: SIDS[publisher],
    Effect: 'Allow',
    Principal: PRINCIPALS[publisher],
    Action: 'SNS:Publish',
    Resource: topicArn,
  };
  return {
    Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    SignatureVersion: '2',
    DeliveryPolicy: JSON.stringify(DELIVERY_POLICY),
  };
}
