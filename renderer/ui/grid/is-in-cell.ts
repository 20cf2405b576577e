/** Whether an event happened in a cell of a grid. */
export const isInCell = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('.ag-cell') !== null
