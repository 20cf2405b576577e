import { Button } from '../button.tsx'

export function EditorFoot({ onClear, clearable }: { onClear: () => void; clearable: boolean }) {
  return (
    <div className="filter-foot">
      <Button tone="quiet" onClick={onClear} disabled={!clearable}>Remove</Button>
      <Button type="submit" tone="primary">Apply</Button>
    </div>
  )
}
