import { quotedString } from '@duckdb/node-api'
import { textOf } from '../expressions.ts'
import type { Importer } from '../importer.ts'
import { isRecord } from '../json-value.ts'

const packageOf = { key: 'package', label: 'Which of your packages to look for? Its purl or its name.', required: true, example: 'pkg:npm/@acme/sdk' }

const isBill = (record: Record<string, unknown>): boolean => {
  const bill = isRecord(record['sbom']) ? record['sbom'] : record
  return typeof bill['spdxVersion'] === 'string' && Array.isArray(bill['packages'])
}

/** A purl without version and qualifiers: `pkg:npm/%40acme/sdk@1.2.3?x=y` is `pkg:npm/@acme/sdk`. */
const plain = (purl: string): string => `regexp_replace(regexp_replace(replace(lower(${purl}), '%40', '@'), '[?#].*$', ''), '([^/])@[^/@]*$', '\\1')`
/** The repository in `com.github.octo/app`, the name GitHub gives its documents. */
const repository = '^(?:com\\.github\\.)?([\\w-]+/[\\w.-]+)$'

export const githubSbom: Importer = {
  id: 'github-sbom',
  label: 'GitHub SBOM',
  describes: 'The SBOM (SPDX, JSON) GitHub exports for a repository: which packages it uses. Where your package is among them, the owner of the repository depends on it.',
  containers: ['json'],
  settings: [{ ...packageOf, required: false }, { key: 'collected', label: 'Date the SBOM was exported', required: false, example: '2026-06-01' }],
  paths: [['sbom', 'name'], ['sbom', 'packages'], ['name'], ['packages']],
  wholeObjects: false,
  recognise: ({ container, records }) => (container === 'json' && records.length > 0 ? 0.96 * (records.filter(isBill).length / records.length) : 0),
  needs: () => [packageOf],
  dates: () => [],
  plan: ({ layout, settings }) => {
    const either = (key: string): string => `coalesce(${textOf(layout.at('sbom', key))}, ${textOf(layout.at(key))})`
    const target = settings['package'] ?? ''
    const wanted = plain(quotedString(target))
    const same = target.startsWith('pkg:') ? `${plain('purl')} = ${wanted}` : `regexp_replace(${plain('purl')}, '^pkg:[^/]+/', '') = ${wanted}`
    return {
      table: 'events',
      read: {
        repository: `nullif(regexp_extract(${either('name')}, ${quotedString(repository)}, 1), '')`,
        packages: either('packages'),
        used: `len(list_filter(try(json_extract_string(${either('packages')}, '$[*].externalRefs[*].referenceLocator')), lambda purl: ${same})) > 0`,
      },
      columns: {
        source_event_id: `lower(repository) || ' ' || ${quotedString(target)}`,
        source: `'dependent_repo'`,
        target: quotedString(target),
        login: `split_part(repository, '/', 1)`,
        quantity: '1.0::DOUBLE',
      },
      ignored: 'packages IS NOT NULL AND NOT coalesce(used, false)',
      checks: [
        { when: 'packages IS NULL', column: 'packages', reason: 'The document lists no packages.' },
        { when: 'repository IS NULL', column: 'name', reason: 'The name of the document is not that of a GitHub repository.' },
      ],
      doubts: [],
      stageDates: [],
      mapped: new Map([['sbom.name', 'login'], ['name', 'login'], ['sbom.packages', 'target'], ['packages', 'target']]),
      warnings: ['A repository counts only where its SBOM lists the package; other SBOMs are ignored.'],
    }
  },
}
