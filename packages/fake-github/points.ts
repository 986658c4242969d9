import {
  type ArgumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from "graphql";

/**
 * What GitHub charges for a query: the requests that it takes to fill every connection, when each one that
 * holds it is full, divided by a hundred and rounded, and one at least. Source: GitHub's documentation,
 * "Rate limits and query limits for the GraphQL API".
 */
export function pointsOf(query: string, variables: Readonly<Record<string, unknown>> = {}): number {
  const { definitions } = parse(query);
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const one of definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
    if (one.kind === Kind.OPERATION_DEFINITION) operations.push(one);
  }
  const requests = operations.reduce((sum, one) => sum + requestsOf(one.selectionSet, 1), 0);
  return Math.max(1, Math.round(requests / 100));

  function requestsOf({ selections }: SelectionSetNode, times: number): number {
    return selections.reduce((sum, one) => {
      if (one.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(one.name.value);
        return sum + (fragment ? requestsOf(fragment.selectionSet, times) : 0);
      }
      if (one.kind === Kind.INLINE_FRAGMENT) return sum + requestsOf(one.selectionSet, times);
      const size = sizeOf(one.arguments ?? []);
      const own = size === undefined ? 0 : times;
      const inner = one.selectionSet ? requestsOf(one.selectionSet, times * (size ?? 1)) : 0;
      return sum + own + inner;
    }, 0);
  }

  /** How many a connection is asked for; undefined for what is no connection. */
  function sizeOf(given: readonly ArgumentNode[]): number | undefined {
    const value = given.find(({ name }) => ["first", "last"].includes(name.value))?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    return value?.kind === Kind.VARIABLE ? Number(variables[value.name.value]) : undefined;
  }
}

/** Keeps the dearest of the queries that a server was asked. */
export class Dearest {
  #points = 0;
  #query = "";

  /** Takes note of a request to `/graphql`; what is no query costs nothing. */
  note(body: string): void {
    try {
      const { query, variables } = JSON.parse(body) as { query: string; variables?: object };
      const points = pointsOf(query, { ...variables });
      if (points > this.#points) [this.#points, this.#query] = [points, query];
    } catch {
      return;
    }
  }

  /** Throws where a query cost more points than one look may. */
  holdTo(most: number): void {
    if (this.#points <= most) return;
    throw new Error(`a query costs ${this.#points} points, ${most} at most: ${this.#query}`);
  }
}
