import type { Plugin } from 'graphql-yoga';
import type { RequestScope } from './request-scope.ts';

/** States in the extensions of an answer what it cost in questions to sources, also where the cost was refused. */
export function tellSourceCalls(): Plugin<object, RequestScope> {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      const sourceCalls = serverContext.calls.state();
      if (sourceCalls === null || Symbol.asyncIterator in result || Array.isArray(result)) return;
      setResult({ ...result, extensions: { ...result.extensions, sourceCalls } });
    },
  };
}
