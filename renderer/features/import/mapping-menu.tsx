import { ListTree } from 'lucide-react'
import { useRef } from 'react'
import { importMapping, type ImportMapping } from '../../../shared/import-mapping.ts'
import { say } from '../../lib/notices.ts'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { asRecognised, changeReading, type ChosenFile, isChangedByHand } from './chosen-files.ts'
import { saveText } from './save-text.ts'

interface MappingMenuProps {
  mapping: ImportMapping
  file: ChosenFile
  origin: 'recognised' | 'remembered' | 'given'
}

/** The mapping as one JSON document, out and in, and back to what was recognised. */
export function MappingMenu({ mapping, file, origin }: MappingMenuProps) {
  const name = file.member?.split('/').at(-1) ?? file.name
  const input = useRef<HTMLInputElement>(null)
  const load = async (chosen: File) => {
    const parsed = importMapping.safeParse(await chosen.text().then((text): unknown => JSON.parse(text)).catch(() => null))
    if (parsed.success) changeReading(file, { mapping: parsed.data })
    else say(`${chosen.name} is no mapping. Save one from this menu to see how it is written.`, 'error')
  }
  return (
    <>
      <Menu label={<><ListTree size={14} aria-hidden /> Mapping</>}>
        <MenuItem onSelect={() => saveText(`${name}.mapping.json`, JSON.stringify(mapping, null, 2))}>Save as JSON</MenuItem>
        <MenuItem onSelect={() => input.current?.click()}>Load from JSON…</MenuItem>
        <MenuItem disabled={file.format !== null} onSelect={() => changeReading(file, { format: mapping.format, mapping: null })}>Read as another format</MenuItem>
        <MenuItem disabled={origin === 'recognised' && !isChangedByHand(file)} onSelect={() => changeReading(file, { ...asRecognised, remembered: false })}>Back to what was recognised</MenuItem>
      </Menu>
      <input
        ref={input} className="unseen" type="file" accept=".json,application/json" aria-label={`Mapping for ${name}`} tabIndex={-1}
        onChange={({ target }) => {
          const [chosen] = target.files ?? []
          if (chosen) void load(chosen)
          target.value = ''
        }}
      />
    </>
  )
}
