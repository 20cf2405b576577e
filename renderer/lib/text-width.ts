let context: CanvasRenderingContext2D | null = null

/** Width in pixels of a line in the grid's type. */
export function textWidth(text: string): number {
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return 0
  context.font = "12px 'Inter Variable'"
  return context.measureText(text).width
}
