/** The guidance that the catalogue takes apart. */
export const SOURCE = {
  title: "Data Security & Privacy Lifecycle Expectations",
  publisher: "Ministry of Justice",
  /** The guidance states its own expiry; it is shown in every report. */
  expires: "2020-01-01",
} as const;

/** Changes when an expectation, a consideration or a rule changes its meaning. */
export const CATALOGUE_VERSION = "1.0.0";
