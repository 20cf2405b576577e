import { AppError } from '../../../shared/errors.ts'

const starts: readonly { type: string; bytes: readonly number[] }[] = [{ type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] }, { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] }]

/** The picture is what its data URL says: other programs judge a file by its bytes. */
export function assertLogo(logo: string | null): void {
  if (logo === null) return
  const bytes = Buffer.from(logo.slice(logo.indexOf(',') + 1), 'base64')
  const isMeant = starts.some(({ type, bytes: start }) => logo.startsWith(`data:${type};`) && start.every((byte, index) => bytes[index] === byte))
  if (!isMeant) throw new AppError('bad_usage', 'The logo is not a PNG or JPEG picture. Save it as one of these.')
}
