import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import { GatewayError } from '../errors.ts';
import { fileOf } from './files.ts';

/** A document that the widget ships with. */
export interface TrustedText {
  text: string;
  /** Parsed once, shared by every socket that runs it. */
  document: DocumentNode;
}

/** The documents that a browser may run, by id. */
export interface TrustedDocuments {
  /** The document with this id; OPERATION_NOT_TRUSTED if there is none. */
  find(id: unknown): TrustedText;
}

/** Reads the documents that the widget ships with. */
export function readTrustedDocuments(): TrustedDocuments {
  const texts = JSON.parse(readFileSync(fileOf('schema/trusted-documents.json'), 'utf8')) as Record<
    string,
    string
  >;
  const documents = new Map(
    Object.entries(texts).map(([id, text]) => [id, { text, document: parse(text, { noLocation: true }) }]),
  );
  return {
    find(id) {
      const found = typeof id === 'string' ? documents.get(id) : undefined;
      if (!found) throw new GatewayError('OPERATION_NOT_TRUSTED');
      return found;
    },
  };
}
