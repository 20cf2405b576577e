import { FileUp, Plus } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { type CompanyLinkKind, companyLinkKinds } from '../../../../shared/contract-links.ts'
import { errorWords } from '../../../lib/error-words.ts'
import { countOf } from '../../../lib/formats.ts'
import { say } from '../../../lib/notices.ts'
import { Button } from '../../../ui/button.tsx'
import { kindWords } from './link-words.ts'
import { useFindingCommand } from './use-finding.ts'

const empty = { child: '', kind: 'acquired' as CompanyLinkKind, parent: '', note: '' }

/** States one link, or a file of them. */
export function AddLink() {
  const id = useId()
  const childField = useRef<HTMLInputElement>(null)
  const [link, setLink] = useState(empty)
  const add = useFindingCommand('links.add')
  const load = useFindingCommand('links.import')
  const trouble = add.error ?? load.error
  const write = (part: Partial<typeof empty>) => setLink((before) => ({ ...before, ...part }))
  const onSubmit = () => {
    load.reset()
    add.mutate({ ...link, note: link.note.trim() || null }, {
      onSuccess: () => {
        say(`${link.child.trim()} ${kindWords[link.kind]} ${link.parent.trim()}`)
        setLink({ ...empty, kind: link.kind })
        childField.current?.focus()
      },
    })
  }
  return (
    <>
      <div className="link-tools">
        <form className="link-add" aria-label="Add a link" onSubmit={(event) => { event.preventDefault(); onSubmit() }}>
          <label className="unseen" htmlFor={`${id}-child`}>Company</label>
          <input ref={childField} id={`${id}-child`} className="input" value={link.child} onChange={({ target }) => write({ child: target.value })} placeholder="Company: domain or name" spellCheck={false} autoComplete="off" />
          <label className="unseen" htmlFor={`${id}-kind`}>What happened to it</label>
          <select id={`${id}-kind`} className="input" value={link.kind} onChange={({ target }) => write({ kind: companyLinkKinds.find((kind) => kind === target.value) ?? 'acquired' })}>
            {companyLinkKinds.map((kind) => <option key={kind} value={kind}>{kindWords[kind]}</option>)}
          </select>
          <label className="unseen" htmlFor={`${id}-parent`}>Parent</label>
          <input id={`${id}-parent`} className="input" value={link.parent} onChange={({ target }) => write({ parent: target.value })} placeholder="Parent: domain or name" spellCheck={false} autoComplete="off" />
          <label className="unseen" htmlFor={`${id}-note`}>Note</label>
          <input id={`${id}-note`} className="input link-note" value={link.note} onChange={({ target }) => write({ note: target.value })} placeholder="Note" maxLength={500} autoComplete="off" />
          <Button type="submit" tone="primary" disabled={link.child.trim() === '' || link.parent.trim() === '' || add.isPending}><Plus size={14} aria-hidden /> Add</Button>
        </form>
        <LinkFile
          onFile={(file) => {
            add.reset()
            load.mutate(file, { onSuccess: ({ added, same }) => say(`${countOf(added, 'link')} added from ${file.fileName}${same > 0 ? `; ${same} known already` : ''}`) })
          }}
        />
      </div>
      {trouble !== null && <p className="finding-error" role="alert">{errorWords(trouble).message}</p>}
    </>
  )
}

function LinkFile({ onFile }: { onFile: (file: { text: string; fileName: string }) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input} className="unseen" type="file" accept=".csv,text/csv" aria-label="File of links" tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          target.value = ''
          if (file) void file.text().then((text) => onFile({ text, fileName: file.name }))
        }}
      />
      <Button title="A CSV file with the columns child, parent, kind, note; taken whole or not at all" onClick={() => input.current?.click()}><FileUp size={14} aria-hidden /> Import a CSV</Button>
    </>
  )
}
