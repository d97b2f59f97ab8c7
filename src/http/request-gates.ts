import { getOperationAST, Kind, NoSchemaIntrospectionCustomRule, parse } from 'graphql';
import type { ASTVisitor, DocumentNode, SelectionNode, SelectionSetNode, Source, ValidationContext } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LIMITS } from '../../schema/builder.ts';
import { tooComplex } from '../../schema/problems.ts';
import { LARGEST_ORDINARY_BODY, tooLarge } from './limit-body.ts';
import { assertReadableDocument } from './readable-input.ts';
import type { RequestScope } from './request-scope.ts';
import { refuseTyped, refusing } from './typed-errors.ts';

const LONGEST_QUERY = 64 * 1024;
const MOST_TOKENS = 5_000;

/** Refuses introspection with a clear message to callers who may not read the schema. */
export function gateIntrospection(): Plugin<RequestScope, RequestScope> {
  return {
    onValidate({ context, addValidationRule }) {
      if (!context.mayIntrospect) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
  };
}

/** Refuses a query by its length and brackets before parsing, and by its tokens during parsing. */
export function limitQuery(): Plugin<RequestScope, RequestScope> {
  return {
    onParams({ params }) {
      if ((params.query?.length ?? 0) > LONGEST_QUERY) throw refusing(tooLarge(LONGEST_QUERY));
    },
    onParse({ setParseFn }) {
      setParseFn((source: string | Source) => {
        refuseTyped(() => assertReadableDocument(typeof source === 'string' ? source : source.body));
        return parse(source, { maxTokens: MOST_TOKENS });
      });
    },
  };
}

/**
 * Refuses a query with too many fields, each counted under each of its aliases. The schema counts its own fields
 * while it resolves them; GraphQL's own fields (`__typename`, `__schema`, `__type`) are never resolved there, so
 * they are counted here.
 */
export function limitBreadth(): Plugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(BreadthRule);
    },
  };
}

function BreadthRule(context: ValidationContext): ASTVisitor {
  const ofFragments = new Map<string, number>();

  function breadthOf({ selections }: SelectionSetNode): number {
    return selections.reduce((sum, selection) => sum + breadthOfOne(selection), 0);
  }
  function breadthOfOne(selection: SelectionNode): number {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return breadthOfFragment(selection.name.value);
    const inner = selection.selectionSet === undefined ? 0 : breadthOf(selection.selectionSet);
    return selection.kind === Kind.FIELD ? inner + 1 : inner;
  }
  /**
   * Each fragment is counted once, because nested fragments would double with each level. Another rule refuses a
   * cycle.
   */
  function breadthOfFragment(name: string): number {
    const known = ofFragments.get(name);
    if (known !== undefined) return known;
    ofFragments.set(name, 0);
    const fragment = context.getFragment(name);
    const breadth = fragment ? breadthOf(fragment.selectionSet) : 0;
    ofFragments.set(name, breadth);
    return breadth;
  }

  return {
    OperationDefinition({ selectionSet }) {
      if (breadthOf(selectionSet) > LIMITS.breadth) context.reportError(refusing(tooComplex()));
      return false;
    },
  };
}

/** Mutations that upload papers. */
const TAKE_PAPERS: ReadonlySet<string> = new Set([
  'recordLetter',
  'approveReport',
  'fileObjection',
  'addObjectionProof',
  'openDispute',
  'addDisputeProof',
  'confirmLife',
]);

/** Only scanned papers may make a body large; everything else keeps the ordinary limit. */
export function limitToScans(): Plugin<RequestScope, RequestScope> {
  return {
    onExecute({ args }) {
      const { contextValue, document, operationName, variableValues } = args;
      if (contextValue.bodyBytes <= LARGEST_ORDINARY_BODY) return;
      const rest = JSON.stringify(variableValues ?? {}, (key, value: unknown) => (key === 'bytes' ? null : value));
      if (takesPapersOnly(document, operationName) && rest.length <= LARGEST_ORDINARY_BODY) return;
      throw refusing(tooLarge(LARGEST_ORDINARY_BODY));
    },
  };
}

function takesPapersOnly(document: DocumentNode, operationName: string | null | undefined): boolean {
  const operation = getOperationAST(document, operationName);
  const fields = operation?.selectionSet.selections ?? [];
  return fields.length === 1 && fields.every((field) => field.kind === Kind.FIELD && TAKE_PAPERS.has(field.name.value));
}
