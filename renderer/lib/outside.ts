/** The address as it would be opened: https only, without credentials; null for anything else. */
export function outsideAddress(text: string): string | null {
  try {
    const { protocol, username, password, href } = new URL(text)
    return protocol === 'https:' && username === '' && password === '' ? href : null
  } catch {
    return null
  }
}

/** Opens an address outside the workbench: a tab that knows nothing of it, or, in Electron, the system's browser by way of the main process. */
export function openOutside(text: string): void {
  const address = outsideAddress(text)
  if (address !== null) window.open(address, '_blank', 'noopener,noreferrer')
}
