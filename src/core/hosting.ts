import type { DataMap } from "./artefacts/data-map.ts";
import type { Dossier } from "./dossier.ts";

/** The parties that host a store or, if the backup config can be read, a copy of one. */
export function hostsOf(
  { stores }: DataMap,
  { backupConfig }: Dossier,
): ReadonlySet<string | undefined> {
  const hosts = new Set(stores.map(({ hosted_by }) => hosted_by));
  if (backupConfig.state !== "read") return hosts;
  for (const { live, current } of backupConfig.value.backups) {
    const now = typeof current === "object" ? current.copies : [];
    for (const { hosted_by } of [...(live?.copies ?? []), ...now]) hosts.add(hosted_by);
  }
  return hosts;
}
