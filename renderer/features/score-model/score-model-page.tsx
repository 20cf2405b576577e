import { ArrowLeft, Redo2, RotateCcw, Save, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ModelList, ModelVersion } from '../../../shared/contract-models.ts'
import { modelProblems, type ScoreModel } from '../../../shared/score-model.ts'
import { useAction } from '../../lib/actions.ts'
import { refreshDerived, stopRefreshing } from '../../lib/derived.ts'
import { useCall, useCommand, useConnection } from '../../lib/engine.ts'
import { say, sayError } from '../../lib/notices.ts'
import { useSayInStatusLine } from '../../lib/page-status.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Page, Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { BackTestSection } from './back-test-section.tsx'
import { CompareSection } from './compare-section.tsx'
import { beginFrom, redoEdit, undoEdit, useDraft } from './draft-store.ts'
import { EffectPanel } from './effect-panel.tsx'
import { SaveDialog } from './save-dialog.tsx'
import './score-model.css'
import { SettingsFields } from './settings-fields.tsx'
import { SourceTable } from './source-table.tsx'
import { usePreview } from './use-preview.ts'
import { VersionsTable } from './versions-table.tsx'

const lead = 'Weights, half-lives, families, windows and cut-offs of the score. What a change does to bands and funnel stands beside it before it is saved; every version is kept.'

/** The score model: edit a draft, see what it would change, save it as a version, put a version in force. */
export function ScoreModelPage() {
  const { path } = useWorkspace()
  const { data, error, refetch } = useCall('models.list', {}, { keepPrevious: true })
  const from = useDraft((state) => state.from)
  const present = useDraft((state) => state.present)
  const inForce = data?.versions.find((each) => each.inForce)
  useEffect(() => {
    if (inForce && from?.path !== path) beginFrom({ path, version: inForce.version }, inForce.model)
  }, [inForce, from, path])
  if (error && !data) return <Page title="Score model" scroll><div style={{ padding: '0 24px' }}><Trouble error={error} onRetry={() => void refetch()} /></div></Page>
  if (!data || !inForce || !present || from?.path !== path) return <Page title="Score model" scroll lead={lead}><div style={{ padding: '0 24px' }}><Skeleton height={560} /></div></Page>
  return <Editor list={data} inForce={inForce} model={present.model} />
}

function Editor({ list, inForce, model }: { list: ModelList; inForce: ModelVersion; model: ScoreModel }) {
  const route = useRoute()
  const { path } = useWorkspace()
  const { client } = useConnection()
  const [isSaving, setIsSaving] = useState(false)
  const canUndo = useDraft((state) => state.past.length > 0)
  const canRedo = useDraft((state) => state.future.length > 0)
  const problems = modelProblems(model)
  const isChanged = JSON.stringify(model) !== JSON.stringify(inForce.model)
  const preview = usePreview(model, problems.length === 0)
  const restart = () => void refreshDerived(client)
  const save = useCommand('models.save', { onSuccess: restart })
  const use = useCommand('models.use', { onSuccess: restart })
  const begin = (version: ModelVersion) => beginFrom({ path, version: version.version }, version.model)
  const openSave = () => {
    save.reset()
    setIsSaving(true)
  }
  useSayInStatusLine(isChanged ? 'draft, not saved' : `version ${inForce.version} in force`)
  useAction({ id: 'model-undo', label: 'Undo the last change of the draft', group: 'This page', shortcut: 'mod+z', run: undoEdit }, canUndo)
  useAction({ id: 'model-redo', label: 'Make the change again', group: 'This page', shortcut: 'mod+y', run: redoEdit }, canRedo)
  useAction({ id: 'model-save', label: 'Save the draft as a version…', group: 'This page', shortcut: 'mod+s', run: openSave }, isChanged && problems.length === 0)
  return (
    <Page
      title="Score model" scroll lead={lead}
      tools={
        <>
          <IconButton label="Undo" shortcut="mod+z" disabled={!canUndo} onClick={undoEdit}><Undo2 size={15} aria-hidden /></IconButton>
          <IconButton label="Redo" shortcut="mod+y" disabled={!canRedo} onClick={redoEdit}><Redo2 size={15} aria-hidden /></IconButton>
          <Button disabled={!isChanged} onClick={() => begin(inForce)}><RotateCcw size={14} aria-hidden /> Back to the version in force</Button>
          <Button tone="primary" disabled={!isChanged || problems.length > 0} onClick={openSave}><Save size={14} aria-hidden /> Save version…</Button>
          <a className="button" href={linkTo(route, { page: 'companies', view: null })}><ArrowLeft size={14} aria-hidden /> Companies</a>
        </>
      }
    >
      <div className="score-model">
        <div className="model-columns">
          <section className="model-edit" aria-label="Draft">
            <SourceTable model={model} inForce={inForce.model} problems={problems} />
            <SettingsFields
              model={model} inForce={inForce.model} problems={problems} lastRun={preview.data?.against.runId ?? null}
              cutOffs={preview.data?.against.figures.thresholds ?? { high: null, medium: null }}
            />
          </section>
          <section className="model-effect" aria-label="What the draft changes">
            {problems.length > 0 && <p className="effect-problem" role="status">{problems.length === 1 ? 'One field' : `${problems.length} fields`} cannot be as written; the figures are those of the last valid draft.</p>}
            {preview.error && !preview.data ? <Trouble error={preview.error} onRetry={() => void preview.refetch()} />
              : preview.error ? <Trouble error={preview.error} />
                : preview.data ? <EffectPanel preview={preview.data} isStale={preview.isBehind} /> : <Skeleton height={640} />}
          </section>
        </div>
        <section className="model-section" aria-label="Versions">
          <h2>Versions</h2>
          <div className="data-scroll" tabIndex={0} role="region" aria-label="Versions of the score model">
            <VersionsTable
              list={list} isBusy={use.isPending} onEdit={begin}
              onUse={(version) => {
                stopRefreshing()
                use.mutate({ version: version.version }, { onError: sayError, onSuccess: () => { begin(version); say(`${version.name} is in force`) } })
              }}
            />
          </div>
        </section>
        <section className="model-section" aria-label="Compare">
          <h2>Compare</h2>
          <CompareSection list={list} draft={isChanged && problems.length === 0 ? model : null} />
        </section>
        <section className="model-section" aria-label="Back-test against wins">
          <h2>Back-test against wins</h2>
          <BackTestSection inForce={inForce.version} draft={isChanged && problems.length === 0 ? model : null} />
        </section>
      </div>
      {isSaving && (
        <SaveDialog
          isBusy={save.isPending} error={save.error} onClose={() => setIsSaving(false)}
          onSave={({ name, note, use: inForceNow }) => {
            stopRefreshing()
            save.mutate({ name, note: note === '' ? null : note, model, use: inForceNow }, {
              onSuccess: ({ versions }) => {
                setIsSaving(false)
                const [newest] = versions
                if (newest) begin(newest)
                say(inForceNow ? `${name} is saved and in force` : `${name} is saved`)
              },
            })
          }}
        />
      )}
    </Page>
  )
}
