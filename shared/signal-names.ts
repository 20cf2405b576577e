const familyNames: Readonly<Record<string, string>> = {
  own_oss: 'Own open source', product: 'Product', dependency: 'Dependencies', docs: 'Docs', commits: 'Commits elsewhere', community: 'Community',
  competitor_oss: 'Competitors’ open source', web: 'Web', package: 'Packages',
}

const sourceNames: Readonly<Record<string, string>> = {
  repo_star: 'Star', repo_fork: 'Fork', repo_issue: 'Issue', repo_pull_request: 'Pull request', repo_commit: 'Commit', competitor_star: 'Star at a competitor',
  competitor_fork: 'Fork at a competitor', dependent_repo: 'Dependent repository', code_search_hit: 'Code search hit', commit_fingerprint: 'Commit showing use',
  docs_edit: 'Docs edit', docs_view: 'Docs view', product_usage: 'Product usage', product_signup: 'Product sign-up', community_message: 'Community message',
  web_visit: 'Web visit', package_install: 'Package install', star: 'Star', fork: 'Fork', issue: 'Issue', pull_request: 'Pull request', commit: 'Commit',
}

const spaced = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ')

export const familyWord = (family: string): string => familyNames[family] ?? spaced(family)
export const sourceWord = (source: string): string => sourceNames[source] ?? spaced(source)

/** The same within a sentence. */
export const familyInText = (family: string): string => familyWord(family).replace(/^\p{Lu}/u, (letter) => letter.toLowerCase())
