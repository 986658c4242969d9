import { describe, expect, it } from "@jest/globals";
import { fileRows, judgedFiles } from "../../src/report/files.ts";
import { finding, waiver } from "../support/assessments.ts";
import { circumstances } from "../support/rules.ts";

const none = { failure: 0, warning: 0, notice: 0, waived: 0 };

describe("judgedFiles", () => {
  it("says of each evidence file whether it could be read", () => {
    const { dossier } = circumstances({ backupConfig: "backups: 3", projectRecord: "issues: []" });
    expect(judgedFiles(dossier)).toEqual([
      { artefact: "dataMap", file: ".dsp/data-map.yml", title: "data map", state: "absent" },
      {
        artefact: "deletionPlan",
        file: ".dsp/deletion-plan.yml",
        title: "deletion plan",
        state: "absent",
      },
      {
        artefact: "backupConfig",
        file: ".dsp/backup-config.yml",
        title: "backup config",
        state: "unreadable",
        isInPart: true,
      },
      {
        artefact: "projectRecord",
        file: ".dsp/project-record.yml",
        title: "project record",
        state: "read",
      },
    ]);
  });
});

describe("fileRows", () => {
  it("counts findings by file, judged files first", () => {
    const judged = [
      { artefact: "dataMap" as const, file: "a.yml", title: "data map", state: "read" as const },
    ];
    const findings = [
      finding({ file: "b.yml", level: "warning" }),
      finding({ file: "a.yml" }),
      finding({ file: "a.yml", waiver: waiver() }),
      finding({ file: "c.yml", inFile: false, level: "notice" }),
    ];
    expect(fileRows(judged, findings)).toEqual([
      {
        file: "a.yml",
        title: "data map",
        state: "read",
        counts: { ...none, failure: 1, waived: 1 },
      },
      { file: "b.yml", state: "has findings", counts: { ...none, warning: 1 } },
      { file: "c.yml", state: "not there", counts: { ...none, notice: 1 } },
    ]);
  });
});
