import { create } from 'zustand'

/** Where the reviewer is: kept apart from the address, which browsers let nobody change at the pace of a key held down. */
interface Desk {
  itemKey: string | null
  /** Place in the queue; null where an address names the item and the queue does not have it. */
  position: number | null
}

export const useDesk = create<Desk>(() => ({ itemKey: null, position: null }))

export const goTo = (position: number | null, itemKey: string | null): void => useDesk.setState({ position, itemKey })
