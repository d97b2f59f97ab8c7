import { GraphQLError, Kind, visit } from 'graphql';
import type { ASTNode, DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Leaves with each mistake in a literal the path of its input field (`input.members[0].colour`) as `field` among the
 * error's extensions. GraphQL tells the path for variables only.
 */
export function nameLiterals(): Plugin {
  return {
    onValidate({ params: { documentAST } }) {
      return function nameEach({ result }) {
        const errors = result.filter((error) => error instanceof GraphQLError);
        if (errors.length > 0) name(documentAST, errors);
      };
    },
  };
}

function name(document: DocumentNode, errors: readonly GraphQLError[]): void {
  const sought = new Set(errors.flatMap(({ nodes }) => nodes?.[0] ?? []));
  const paths = pathsOf(document, sought);
  for (const { nodes, extensions } of errors) {
    const path = nodes?.[0] && paths.get(nodes[0]);
    if (path !== undefined && path !== '') extensions['field'] = path;
  }
}

/** One walk for all, since a query may hold a hundred mistakes. */
function pathsOf(document: DocumentNode, sought: ReadonlySet<ASTNode>): ReadonlyMap<ASTNode, string> {
  const paths = new Map<ASTNode, string>();
  const steps: string[] = [];
  visit(document, {
    enter(node, key, _parent, path) {
      steps.push(stepTo(node, key, path.at(-2)));
      if (sought.has(node)) paths.set(node, steps.join('').slice(1));
    },
    leave() {
      steps.pop();
    },
  });
  return paths;
}

function stepTo(node: ASTNode, key: string | number | undefined, list: string | number | undefined): string {
  if (node.kind === Kind.VARIABLE_DEFINITION) return `.${node.variable.name.value}`;
  if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) return `.${node.name.value}`;
  return typeof key === 'number' && list === 'values' ? `[${key}]` : '';
}
