/** Work that would be lost with the window. */
interface OpenWork {
  isOpen: () => boolean
  settled: () => Promise<void>
}

const works: OpenWork[] = []

/** The browser asks before the window closes while this is open; whoever closes the workspace waits for it. */
export function waitBeforeLeaving(work: OpenWork): void {
  if (works.length === 0) {
    window.addEventListener('beforeunload', (event) => {
      if (works.some(({ isOpen }) => isOpen())) event.preventDefault()
    })
  }
  works.push(work)
}

export const beforeLeaving = async (): Promise<void> => {
  await Promise.all(works.map(({ settled }) => settled()))
}
