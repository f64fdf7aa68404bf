/**
 * How large the parts of a course may be. A lesson of 1,200 words has about 10 kB and a few hundred nodes; the limits
 * leave room for ten times that and stop a file that was made to exhaust the parser.
 */
export const contentLimits = {
  lessonBytes: 64 * 1024,
  lessonNodes: 12_000,
  lessonDepth: 32,
  markdownMarkersBeforeText: 12,
  lessonLineLength: 6_000,
  lessonLines: 2_500,
  marksPerBlock: 600,
  figureBytes: 256 * 1024,
  figureElements: 3_000,
  figureDepth: 24,
  rasterBytes: 4 * 1024 * 1024,
  dataBytes: 2 * 1024 * 1024,
  dataDepth: 24,
  courseFiles: 600,
  courseBytes: 64 * 1024 * 1024,
  faultsPerFile: 100,
} as const
