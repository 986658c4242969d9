export default {
  testEnvironment: "node",
  // Generous: no test asks how fast a machine is, and a busy one takes its time.
  testTimeout: 30_000,
  // One test process for each core: the tests are what the machine is there for.
  maxWorkers: "100%",
  roots: ["<rootDir>/test", "<rootDir>/packages"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2023" },
        module: { type: "es6" },
      },
    ],
  },
};
