import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import type { Client } from '../../../electron/transports/client.ts'
import type { Input } from '../../../shared/contract.ts'
import { useConnection } from '../../lib/engine.ts'
import type { MemberReading } from '../../../shared/contract-import.ts'
import type { ChosenFile, Reading } from './chosen-files.ts'
import { obstacle } from './readiness.ts'

/** How a chosen file is to be read, as every call about it takes it; but for the sheet of a workbook, questions are answered beside. */
export const wishesOf = ({ path, member, members, settings: { sheet }, ...reading }: ChosenFile): Input<'import.preview'> => ({
  path: path ?? '',
  ...readingOf(reading),
  ...(member !== null ? { member } : Object.keys(members).length === 0 ? {} : { members: Object.fromEntries(Object.entries(members).map(([name, each]) => [name, readingOf(each)])) }),
  ...(sheet === undefined ? {} : { settings: { sheet } }),
})

const readingOf = ({ format, mapping, remembered }: Reading): MemberReading => ({
  ...(mapping ? { mapping } : format === null ? {} : { format }),
  ...(remembered ? {} : { remembered: false }),
})

const previewQuery = (client: Client, file: ChosenFile) =>
  queryOptions({
    queryKey: ['import.preview', wishesOf(file)],
    queryFn: ({ signal }) => client.call('import.preview', wishesOf(file), { signal }),
    enabled: file.path !== null && file.state.kind !== 'done',
  })

/** The preview of one file; an edited mapping leaves the last one on screen until the next is there. */
export function usePreview(file: ChosenFile) {
  const { client } = useConnection()
  return useQuery({ ...previewQuery(client, file), placeholderData: keepPreviousData })
}

/** The files that could be imported this moment: readable, recognised, with every question answered. */
export function useImportable(files: readonly ChosenFile[]): readonly ChosenFile[] {
  const { client } = useConnection()
  const previews = useQueries({ queries: files.map((file) => previewQuery(client, file)) })
  return files.filter((file, index) => {
    const { data: preview, isSuccess = false } = previews[index] ?? {}
    return file.state.kind === 'ready' && isSuccess && preview !== undefined && obstacle(preview, file.settings) === null
  })
}
