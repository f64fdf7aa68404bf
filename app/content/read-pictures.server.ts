import { createHash } from 'node:crypto'
import type { CourseFiles } from './course-files.server.ts'
import { type Fault, faultAt, startOfFile } from './fault.ts'
import type { Picture } from './lesson-components.server.tsx'
import { contentLimits } from './limits.ts'
import { readSourceText } from './source-text.ts'
import { guardSvg } from './svg-guard.ts'

export type CoursePictures = {
  readonly pictures: ReadonlyMap<string, Picture>
  readonly hashes: ReadonlyMap<string, string>
  readonly faults: readonly Fault[]
}

/** Guards every picture of a course. `urlOf` gives the address under which a raster picture will be served. */
export function readPictures(
  files: CourseFiles,
  urlOf: (path: string, hash: string) => string,
): CoursePictures {
  const pictures = new Map<string, Picture>()
  const hashes = new Map<string, string>()
  const faults: Fault[] = []
  for (const [path, bytes] of files) {
    if (!path.startsWith('media/')) continue
    const hash = createHash('sha256').update(bytes).digest('hex')
    hashes.set(path, hash)
    if (path.endsWith('.svg')) {
      const source = readSourceText(path, bytes, contentLimits.figureBytes)
      const guarded =
        source.faults.length > 0 ? { root: null, faults: source.faults } : guardSvg(path, source.text)
      if (guarded.root) pictures.set(path, { kind: 'drawing', root: guarded.root })
      faults.push(...guarded.faults.slice(0, contentLimits.faultsPerFile))
      continue
    }
    const fault = judgeRaster(path, bytes)
    if (fault) faults.push(faultAt(path, startOfFile, fault))
    else pictures.set(path, { kind: 'raster', url: urlOf(path, hash) })
  }
  return { pictures, hashes, faults }
}

/** The first bytes must be what the name says: a page served under the name of a picture would be one to a browser that guesses. */
function judgeRaster(path: string, bytes: Uint8Array): string | undefined {
  if (bytes.byteLength > contentLimits.rasterBytes)
    return `The picture has more than ${contentLimits.rasterBytes} bytes. Make it smaller.`
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (path.endsWith('.png'))
    return head.startsWith('\x89PNG\r\n\x1a\n') ? undefined : 'The file is not a PNG picture.'
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? undefined : 'The file is not a WebP picture.'
}
