import type { LessonPiece } from '#app/content/compiled-lesson.ts'

/**
 * Pieces whose text can be drawn here but is not sent as data: it does not count among an object's own enumerable properties, which are what is
 * written to the page for the browser. The text is most of a lesson's page, and the browser has it in the drawn elements already.
 */
export function textOnlyDrawn(pieces: readonly LessonPiece[]): readonly LessonPiece[] {
  return pieces.map((piece) =>
    piece.kind === 'html'
      ? (Object.defineProperty({ kind: 'html' }, 'html', { value: piece.html }) as LessonPiece)
      : piece,
  )
}
