import { type CategoryClass, classOf } from "./artefacts/categories.ts";
import type { Activity, DataMap, Flow, Party, Store } from "./artefacts/data-map.ts";

/** The data map with its references resolved: each question of the rules is one look-up. */
export interface DataFlowGraph {
  stores: ReadonlyMap<string, Store>;
  systems: ReadonlySet<string>;
  parties: ReadonlyMap<string, Party>;
  activities: ReadonlyMap<string, Activity>;
  /** Flows that start or end at a system, store or party. */
  flowsOf(id: string): readonly Flow[];
  /** Activities that a flow to or from the element serves. */
  activitiesOf(id: string): ReadonlySet<Activity>;
  /** Activities that a flow serves; unknown ids left out. */
  activitiesOfFlow(flow: Flow): readonly Activity[];
  /** Whether any flow to or from the store serves a law-enforcement activity. */
  isLawEnforcement(storeId: string): boolean;
  /** How the law treats a category; undefined for one that nobody declared. */
  classOf(category: string): CategoryClass | undefined;
}

const graphs = new WeakMap<DataMap, DataFlowGraph>();

/** Takes a data map, returns its graph: built once, in one pass over the flows. */
export function graphOf(map: DataMap): DataFlowGraph {
  let graph = graphs.get(map);
  if (!graph) {
    graph = build(map);
    graphs.set(map, graph);
  }
  return graph;
}

/** Whether the store holds personal data: its category list is not empty. */
export function isPersonal(store: Store): boolean {
  return (store.data_categories?.length ?? 0) > 0;
}

function build(map: DataMap): DataFlowGraph {
  const activities = byId(map.activities);
  const extensions = byId(map.category_extensions);
  const flows = new Map<string, Flow[]>();
  const served = new Map<string, Set<Activity>>();
  const activitiesOfFlow = (flow: Flow) =>
    (flow.activity ?? []).flatMap((id) => activities.get(id) ?? []);
  for (const flow of map.flows) {
    for (const end of flow.from === flow.to ? [flow.from] : [flow.from, flow.to]) {
      append(flows, end, flow);
      const activitiesHere = served.get(end) ?? new Set<Activity>();
      for (const activity of activitiesOfFlow(flow)) activitiesHere.add(activity);
      served.set(end, activitiesHere);
    }
  }
  const none: ReadonlySet<Activity> = new Set();
  const activitiesOf = (id: string) => served.get(id) ?? none;
  return {
    stores: byId(map.stores),
    systems: new Set(map.systems.map(({ id }) => id)),
    parties: byId(map.parties),
    activities,
    flowsOf: (id) => flows.get(id) ?? [],
    activitiesOf,
    activitiesOfFlow,
    isLawEnforcement: (storeId) =>
      [...activitiesOf(storeId)].some(({ regime }) => regime === "law-enforcement"),
    classOf: (category) => {
      const own = extensions.get(category);
      return classOf(category, own ? [own] : []);
    },
  };
}

/** Elements by their id. */
export function byId<T extends { id: string }>(elements: readonly T[]): Map<string, T> {
  return new Map(elements.map((element) => [element.id, element]));
}

/** Adds to the list that a map holds under a key. */
export function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
