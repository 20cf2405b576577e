import { useState } from 'react'
import type { Identity } from '../../../shared/contract-people.ts'
import { refreshDerived } from '../../lib/derived.ts'
import { useCall, useCommand, useConnection } from '../../lib/engine.ts'
import { formatInteger } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { DrawerSection } from '../../ui/drawer.tsx'
import { Trouble } from '../../ui/page.tsx'

const kindWords: Record<Identity['kind'], string> = { github_id: 'GitHub id', login: 'GitHub login', email: 'E-mail address', handle: 'Community account' }

function reasonWords({ reason, evidence, fileName, sourceRow }: Identity): string {
  if (reason === 'itself') return 'what the person is known by'
  const place = fileName === null ? '' : `: ${fileName}${sourceRow === null ? '' : `, record ${formatInteger(sourceRow)}`}`
  if (reason === 'profile') return `a profile states it${place}`
  if (reason === 'mailmap') return `a .mailmap names both${place}`
  if (reason === 'event') return 'events state it together with the person'
  if (reason === 'handle') return `one community account: ${evidence ?? ''}`
  if (reason === 'decision') return `decided by ${evidence ?? 'a person'}`
  return reason
}

/** Every identity of a person with what joined it; taking one away, joining another, and undoing either. */
export function Identities({ personKey, section: Section = DrawerSection }: { personKey: string; section?: typeof DrawerSection }) {
  const { client } = useConnection()
  const { data, error } = useCall('people.identities', { personKey }, { keepPrevious: true })
  const after = { onSuccess: () => void refreshDerived(client) }
  const split = useCommand('people.split', after)
  const merge = useCommand('people.merge', after)
  const undo = useCommand('people.undo', after)
  const [other, setOther] = useState('')
  const isBusy = split.isPending || merge.isPending || undo.isPending
  return (
    <Section title="Identities" {...(data ? { note: formatInteger(data.identities.length) } : {})}>
      {error && <Trouble error={error} />}
      <ul className="attributions" data-testid="identities">
        {data?.identities.map((identity) => (
          <li key={identity.key}>
            <span className="attribution-head">
              <span className="code">{identity.value}</span>
              {identity.key !== personKey && (
                <Button
                  tone="quiet" disabled={isBusy} aria-label={`${identity.value} is not the same person`}
                  onClick={() => split.mutate({ personKey, key: identity.key }, { onError: sayError, onSuccess: () => say(`${identity.value} is kept apart from now on.`) })}
                >
                  Not the same
                </Button>
              )}
            </span>
            <span className="soft">{kindWords[identity.kind]} · {reasonWords(identity)}</span>
          </li>
        ))}
        {data?.toldApart.map(({ key, decisionId, reviewer }) => (
          <Decided key={decisionId} text={`${key} is kept apart`} reviewer={reviewer} isBusy={isBusy} onUndo={() => undo.mutate({ decisionId }, { onError: sayError })} />
        ))}
        {data?.joined.map(({ key, decisionId, reviewer }) => (
          <Decided key={decisionId} text={`${key} is the same person`} reviewer={reviewer} isBusy={isBusy} onUndo={() => undo.mutate({ decisionId }, { onError: sayError })} />
        ))}
        {data?.refused.map(({ key, because }) => (
          <li key={`refused ${key}`}>
            <span className="code">{key}</span>
            <span className="soft">not joined: {because === 'two_ids' ? 'it would make two GitHub ids one person' : 'it was told apart'}</span>
          </li>
        ))}
      </ul>
      <form
        className="merge-form"
        onSubmit={(event) => {
          event.preventDefault()
          merge.mutate({ personKey, withKey: other.trim() }, { onError: sayError, onSuccess: () => setOther('') })
        }}
      >
        <input className="input" value={other} onChange={(event) => setOther(event.target.value)} aria-label="Identity of the same person" placeholder="login:octo or email:jo@acme.com" />
        <Button type="submit" disabled={isBusy || other.trim() === ''}>Same person</Button>
      </form>
    </Section>
  )
}

function Decided({ text, reviewer, isBusy, onUndo }: { text: string; reviewer: string; isBusy: boolean; onUndo: () => void }) {
  return (
    <li>
      <span className="attribution-head">
        <span className="code">{text}</span>
        <Button tone="quiet" disabled={isBusy} onClick={onUndo} aria-label={`Undo: ${text}`}>Undo</Button>
      </span>
      <span className="soft">decided by {reviewer}</span>
    </li>
  )
}
