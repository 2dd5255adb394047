import type { FailureCode } from './connect-error.ts';
import type { Phase } from './phase.ts';

const travelling = { bubbles: true, composed: true } as const;

/** Before the console opens; `preventDefault()` keeps it closed, and nothing is asked of AWS. */
export class ConnectOpeningEvent extends Event {
  static readonly type = 'connect-with-aws-opening';
  /** The path that was chosen. */
  readonly pathId: string;

  constructor(pathId: string) {
    super(ConnectOpeningEvent.type, { ...travelling, cancelable: true });
    this.pathId = pathId;
  }
}

/** The phase changed. */
export class ConnectPhaseChangeEvent extends Event {
  static readonly type = 'connect-with-aws-phase-change';
  readonly phase: Phase;
  /** The phase before. */
  readonly before: Phase;
  /** Null while there is no grant. */
  readonly grantId: string | null;

  constructor(phase: Phase, before: Phase, grantId: string | null) {
    super(ConnectPhaseChangeEvent.type, travelling);
    this.phase = phase;
    this.before = before;
    this.grantId = grantId;
  }
}

/** The partner can get credentials. Dispatched once for a grant in the life of an element, also when re-attached to one. */
export class ConnectConnectedEvent extends Event {
  static readonly type = 'connect-with-aws-connected';
  readonly grantId: string;

  constructor(grantId: string) {
    super(ConnectConnectedEvent.type, travelling);
    this.grantId = grantId;
  }
}

/** The grant is over, in whatever way but failure; `phase` says which. */
export class ConnectEndedEvent extends Event {
  static readonly type = 'connect-with-aws-ended';
  readonly phase: Phase;
  readonly grantId: string | null;

  constructor(phase: Phase, grantId: string | null) {
    super(ConnectEndedEvent.type, travelling);
    this.phase = phase;
    this.grantId = grantId;
  }
}

/** Temporary access became lasting: the grant is of another path now. */
export class ConnectUpgradedEvent extends Event {
  static readonly type = 'connect-with-aws-upgraded';
  readonly grantId: string;
  /** The path that it is of now. */
  readonly pathId: string;

  constructor(grantId: string, pathId: string) {
    super(ConnectUpgradedEvent.type, travelling);
    this.grantId = grantId;
    this.pathId = pathId;
  }
}

/** Access that goes on is not as it was agreed any more, or is again. */
export class ConnectHealthChangeEvent extends Event {
  static readonly type = 'connect-with-aws-health-change';
  readonly grantId: string;
  readonly isDegraded: boolean;
  /** What is wrong; null while all is well. */
  readonly code: FailureCode | null;

  constructor(grantId: string, isDegraded: boolean, code: FailureCode | null) {
    super(ConnectHealthChangeEvent.type, travelling);
    this.grantId = grantId;
    this.isDegraded = isDegraded;
    this.code = code;
  }
}

/** It did not work; `code` says why. */
export class ConnectFailedEvent extends Event {
  static readonly type = 'connect-with-aws-failed';
  readonly code: FailureCode;
  /** Null where it failed before there was a grant. */
  readonly grantId: string | null;

  constructor(code: FailureCode, grantId: string | null) {
    super(ConnectFailedEvent.type, travelling);
    this.code = code;
    this.grantId = grantId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'connect-with-aws-opening': ConnectOpeningEvent;
    'connect-with-aws-phase-change': ConnectPhaseChangeEvent;
    'connect-with-aws-connected': ConnectConnectedEvent;
    'connect-with-aws-ended': ConnectEndedEvent;
    'connect-with-aws-upgraded': ConnectUpgradedEvent;
    'connect-with-aws-health-change': ConnectHealthChangeEvent;
    'connect-with-aws-failed': ConnectFailedEvent;
  }
}
