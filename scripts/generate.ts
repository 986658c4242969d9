// Writes all that is generated from the source; with `--check`, only compares.
import "./generate-schemas.ts";
import "./generate-docs.ts";
