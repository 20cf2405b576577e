import type { TargetKind } from '../../../shared/contract-targets.ts'
import { AppError } from '../../../shared/errors.ts'

const repository = /^[\w.-]+\/[\w.-]+$/
const site = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/

/** A target's name in the one spelling events are compared with. Throws `bad_usage` for what cannot name one. */
export function targetNameOf(kind: TargetKind, written: string): string {
  const text = written.trim().toLowerCase()
  switch (kind) {
    case 'repo': {
      const name = text.replace(/^(?:https?:\/\/)?(?:www\.)?github\.com\//, '').replace(/(?:\.git)?\/*$/, '')
      if (!repository.test(name)) throw new AppError('bad_usage', `“${written}” is not a repository. Write it as owner/name, e.g. acme/sdk.`)
      return name
    }
    case 'package': {
      const name = text.startsWith('pkg:') ? text.replaceAll('%40', '@').replace(/[?#].*$/, '').replace(/([^/])@[^/@]*$/, '$1').replace(/^pkg:[^/]+\//, '') : text
      if (name === '' || /\s/.test(name)) throw new AppError('bad_usage', `“${written}” is not a package. Write its name or its purl, e.g. @acme/sdk or pkg:npm/@acme/sdk.`)
      return name
    }
    case 'site': {
      const name = text.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').replace(/^www\./, '').replace(/[/?#].*$/, '').replace(/:\d+$/, '')
      if (!site.test(name)) throw new AppError('bad_usage', `“${written}” is not a site. Write its host, e.g. docs.acme.dev.`)
      return name
    }
  }
}
