// Loaded before a program by `node --require`: its clock starts on 2026-11-23 at noon, UTC, and runs on.
const Real = Date;
const ahead = Real.parse("2026-11-23T12:00:00Z") - Real.now();

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + ahead);
    else super(...given);
  }

  static now() {
    return Real.now() + ahead;
  }
};
