/** A file dropped beside its place must not replace the page. Returns the function that stops this. */
export function keepDroppedFiles(): () => void {
  const prevent = (event: DragEvent) => event.preventDefault()
  document.addEventListener('dragover', prevent)
  document.addEventListener('drop', prevent)
  return () => {
    document.removeEventListener('dragover', prevent)
    document.removeEventListener('drop', prevent)
  }
}
