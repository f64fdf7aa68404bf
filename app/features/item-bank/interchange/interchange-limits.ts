/**
 * How much an imported file may hold. Our largest bank has 92 items and 190 kB of text; the limits leave room for fifty times that and stop a file that
 * was made to exhaust whoever reads it. Texts are held to what items.yaml allows, counted in characters.
 */
export const interchangeLimits = {
  /** Below what the server takes of an upload with its form fields. */
  fileBytes: 8 * 1024 * 1024,
  items: 2_000,
  /** Elements below each other in XML or HTML. */
  depth: 64,
  elements: 400_000,
  /** Of one text with its mark-up. */
  htmlLength: 100_000,
  stem: 2_000,
  option: 600,
  rationale: 2_000,
  source: 400,
  unit: 20,
  options: 12,
  rightOptions: 14,
  identifier: 200,
  pictureBytes: 4 * 1024 * 1024,
  picturesPerItem: 20,
  tableColumns: 200,
} as const
