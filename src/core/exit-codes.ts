/** Exit codes, the same for the command line and the Action. Source: `architecture.md`, failures. */
export const EXIT = { clean: 0, findings: 1, usage: 2, cannotRun: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
