import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parseAllDocuments } from "yaml";
import { HEALTH_PATHS } from "../../app/ingress/health.ts";
import { asList, asRecord } from "../../packages/fake-github/shapes.ts";
import { variables } from "../../scripts/environment-table.ts";
import { VERSION } from "../../src/core/version.ts";

type Mapping = Record<string, unknown>;

const FOLDER = "deploy/kubernetes";
const OBJECTS = readdirSync(FOLDER).flatMap((file) => read(`${FOLDER}/${file}`));
const COMPOSE = read("deploy/compose.yml")[0] ?? {};
const NAMES = variables().map(({ name }) => name);
const REQUIRED = ["APP_ID", "WEBHOOK_SECRET", "PRIVATE_KEY_PATH"];

function read(file: string): Mapping[] {
  return [...parseAllDocuments(readFileSync(file, "utf8"), { merge: false })].map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return asRecord(document.toJS());
  });
}

/** What stands at a path of keys. */
function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (found, step) => (typeof step === "number" ? asList(found)[step] : asRecord(found)[step]),
    value,
  );
}

function object(kind: string): Mapping {
  const found = OBJECTS.filter((one) => one.kind === kind);
  expect(found.length).toBe(1);
  return found[0] ?? {};
}

const POD = ["spec", "template", "spec"];

it("has these manifests, and no other", () => {
  expect(OBJECTS.map(({ kind }) => kind).sort()).toEqual([
    "Deployment",
    "Job",
    "NetworkPolicy",
    "PodDisruptionBudget",
    "Secret",
    "Service",
  ]);
  for (const one of OBJECTS) expect(at(one, "metadata", "namespace")).toBeUndefined();
});

describe.each(["Deployment", "Job"])("the pod of the %s", (kind) => {
  const pod = asRecord(at(object(kind), ...POD));
  const container = asRecord(at(pod, "containers", 0));

  it("is nobody's, may nothing, and changes nothing", () => {
    expect(asList(pod.containers).length).toBe(1);
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    const mounts = asList(container.volumeMounts).map(asRecord);
    expect(mounts.filter(({ readOnly }) => readOnly !== true)).toEqual([]);
  });

  it("takes no more than its share", () => {
    for (const what of ["requests", "limits"]) {
      expect(Object.keys(asRecord(at(container, "resources", what)))).toEqual(["cpu", "memory"]);
    }
  });

  it("runs the image of this version", () => {
    expect(container.image).toBe(`REGISTRY/dsp-lifecycle:${VERSION}`);
  });

  it("sets variables that the App reads, and each that it needs", () => {
    const set = asList(container.env).map((one) => String(asRecord(one).name));
    expect(set.filter((name) => !NAMES.includes(name))).toEqual([]);
    expect(REQUIRED.filter((name) => !set.includes(name))).toEqual([]);
  });

  it("takes its secrets from the Secret, under keys that it has", () => {
    const secret = object("Secret");
    const keys = Object.keys(asRecord(secret.stringData));
    const entries = asList(container.env).map(asRecord);
    const references = entries.flatMap((one) => {
      const reference = at(one, "valueFrom", "secretKeyRef");
      return reference === undefined ? [] : [asRecord(reference)];
    });
    const files = asList(at(pod, "volumes", 0, "secret", "items")).map(asRecord);
    const asked = [...references.filter(({ optional }) => !optional), ...files];
    expect(new Set(asked.map(({ key }) => key))).toEqual(new Set(keys));
    expect(new Set(references.map(({ name }) => name))).toEqual(
      new Set([at(secret, "metadata", "name")]),
    );
    const path = entries.find(({ name }) => name === "PRIVATE_KEY_PATH")?.value;
    expect(path).toBe(`${at(container, "volumeMounts", 0, "mountPath")}/${files[0]?.path}`);
    expect(entries.filter(({ name, value }) => /SECRET|APP_ID/.test(`${name}`) && value)).toEqual(
      [],
    );
  });
});

describe("the Deployment", () => {
  const deployment = object("Deployment");

  it("is one process at a time", () => {
    expect(at(deployment, "spec", "replicas")).toBe(1);
    expect(at(deployment, "spec", "strategy")).toEqual({ type: "Recreate" });
  });

  it("gives the App longer to stop than it takes itself", () => {
    const takes = /STOP_MS = ([\d_]+)/.exec(readFileSync("app/main.ts", "utf8"))?.[1];
    const given = Number(at(deployment, ...POD, "terminationGracePeriodSeconds"));
    expect(given * 1_000).toBeGreaterThan(Number(takes?.replaceAll("_", "")));
  });

  // A restart brings no other key: the App is alive without, and gets no deliveries.
  it.each([
    ["startupProbe", "/healthz"],
    ["readinessProbe", "/readyz"],
    ["livenessProbe", "/healthz"],
  ])("asks for health: %s at %s", (probe, path) => {
    const asked = asRecord(at(deployment, ...POD, "containers", 0, probe, "httpGet"));
    expect(HEALTH_PATHS).toContain(path);
    expect(asked.path).toBe(path);
    expect(asked.port).toBe(at(deployment, ...POD, "containers", 0, "ports", 0, "name"));
  });

  it("is what the Service, the budget and the network policy speak of", () => {
    const labels = asRecord(at(deployment, "spec", "template", "metadata", "labels"));
    expect(at(deployment, "spec", "selector", "matchLabels")).toEqual(labels);
    expect(at(object("Service"), "spec", "selector")).toEqual(labels);
    expect(at(object("PodDisruptionBudget"), "spec", "selector", "matchLabels")).toEqual(labels);
    expect(labels).toMatchObject(
      asRecord(at(object("NetworkPolicy"), "spec", "podSelector", "matchLabels")),
    );
    const sweep = at(object("Job"), "spec", "template", "metadata", "labels");
    expect(sweep).not.toMatchObject(labels);
  });
});

it("lets a node be drained", () => {
  const { minAvailable, maxUnavailable } = asRecord(object("PodDisruptionBudget").spec);
  expect([minAvailable, maxUnavailable]).toEqual([undefined, 1]);
});

it("lets in what comes by the ingress controller, and out DNS and https", () => {
  const spec = asRecord(object("NetworkPolicy").spec);
  expect(spec.policyTypes).toEqual(["Ingress", "Egress"]);
  const port = at(object("Deployment"), ...POD, "containers", 0, "ports", 0, "containerPort");
  expect(asList(spec.ingress).map((one) => at(one, "ports"))).toEqual([
    [{ protocol: "TCP", port }],
  ]);
  for (const one of asList(spec.ingress))
    expect(at(one, "from", 0, "namespaceSelector")).toBeDefined();
  const out = asList(spec.egress).flatMap((one) =>
    asList(at(one, "ports")).map((to) => at(to, "port")),
  );
  expect(out).toEqual([53, 53, 443]);
});

it("shows what the Secret holds, and no value of it", () => {
  const { stringData, data } = object("Secret");
  expect(new Set(Object.values(asRecord(stringData)))).toEqual(new Set([""]));
  expect(data).toBeUndefined();
});

it("sweeps once, as npm run sweep does", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const command = asList(at(object("Job"), ...POD, "containers", 0, "command")).join(" ");
  expect(`exec ${command}`).toBe(scripts.sweep);
  expect(at(object("Job"), "spec", "backoffLimit")).toBe(0);
});

describe("deploy/compose.yml", () => {
  const app = asRecord(at(COMPOSE, "services", "app"));

  it("runs it as the manifests do", () => {
    expect(app).toMatchObject({
      image: `dsp-lifecycle:${VERSION}`,
      user: "1000:1000",
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      mem_limit: "512m",
      stop_grace_period: "30s",
    });
    expect(app.privileged).toBeUndefined();
  });

  it("is open to this machine only, and sets variables that the App reads", () => {
    expect(app.ports).toEqual(["127.0.0.1:3000:3000"]);
    const set = Object.keys(asRecord(app.environment));
    expect(set.filter((name) => !NAMES.includes(name))).toEqual([]);
    expect(at(app, "environment", "PRIVATE_KEY_PATH")).toBe("/run/secrets/private-key");
    expect(Object.keys(asRecord(COMPOSE.secrets))).toEqual(app.secrets);
  });
});
