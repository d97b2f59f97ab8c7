import { getOperationAST, Kind, NoSchemaIntrospectionCustomRule, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LARGEST_ORDINARY_BODY, tooLarge } from './limit-body.ts';
import type { RequestScope } from './request-scope.ts';
import { refusing } from './typed-errors.ts';

const LONGEST_QUERY = 64 * 1024;
const MOST_TOKENS = 5_000;

/** Who may not ask the schema what it holds is told so, and nothing else. */
export function gateIntrospection(): Plugin<RequestScope, RequestScope> {
  return {
    onValidate({ context, addValidationRule }) {
      if (!context.mayIntrospect) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
  };
}

/** Refuses a query by its length before it is parsed, and by its tokens while it is. */
export function limitQuery(): Plugin<RequestScope, RequestScope> {
  return {
    onParams({ params }) {
      if ((params.query?.length ?? 0) > LONGEST_QUERY) throw refusing(tooLarge(LONGEST_QUERY));
    },
    onParse({ setParseFn }) {
      setParseFn((source) => parse(source, { maxTokens: MOST_TOKENS }));
    },
  };
}

/** A large body is for the scan of a letter alone; everything else in it keeps the ordinary limit. */
export function limitToScans(): Plugin<RequestScope, RequestScope> {
  return {
    onExecute({ args }) {
      const { contextValue, document, operationName, variableValues } = args;
      if (contextValue.bodyBytes <= LARGEST_ORDINARY_BODY) return;
      const rest = JSON.stringify(variableValues ?? {}, (key, value: unknown) => (key === 'bytes' ? null : value));
      if (recordsLettersOnly(document, operationName) && rest.length <= LARGEST_ORDINARY_BODY) return;
      throw refusing(tooLarge(LARGEST_ORDINARY_BODY));
    },
  };
}

function recordsLettersOnly(document: DocumentNode, operationName: string | null | undefined): boolean {
  const operation = getOperationAST(document, operationName);
  const fields = operation?.selectionSet.selections ?? [];
  return (
    fields.length === 1 && fields.every((field) => field.kind === Kind.FIELD && field.name.value === 'recordLetter')
  );
}
