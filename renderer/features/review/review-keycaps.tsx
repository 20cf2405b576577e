import { useShortcut } from '../../lib/key-bindings.ts'
import { Keycaps } from '../../ui/keycaps.tsx'
import { reviewKeys } from './review-keys.ts'

/** The key that does it now, whichever the person chose. */
export function ReviewKeycaps({ of }: { of: keyof typeof reviewKeys }) {
  const { id, shortcut } = reviewKeys[of]
  return <Keycaps shortcut={useShortcut(id, shortcut)} />
}
