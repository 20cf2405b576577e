/** Families and sources of signals as a German reader knows them. */
const names: Readonly<Record<string, string>> = {
  own_oss: 'eigenes Open Source', competitor_oss: 'Open Source von Wettbewerbern', dependency: 'Abhängigkeiten', commits: 'Commits anderswo', docs: 'Dokumentation', product: 'Produkt', community: 'Community', web: 'Website', package: 'Pakete',
  repo_star: 'Stern', repo_fork: 'Fork', repo_issue: 'Issue', repo_pull_request: 'Pull Request', repo_commit: 'Commit', competitor_star: 'Stern beim Wettbewerber', competitor_fork: 'Fork beim Wettbewerber', dependent_repo: 'abhängiges Repository',
  code_search_hit: 'Fund im Code', commit_fingerprint: 'Spur in Commits', docs_edit: 'Änderung der Dokumentation', docs_view: 'Aufruf der Dokumentation', product_usage: 'Nutzung des Produkts', product_signup: 'Registrierung', community_message: 'Nachricht in der Community',
  web_visit: 'Besuch der Website', package_install: 'Installation des Pakets', star: 'Stern', fork: 'Fork', issue: 'Issue', pull_request: 'Pull Request', commit: 'Commit', package_downloads: 'Downloads des Pakets', newsletter_open: 'Newsletter geöffnet',
}

export const germanSignal = (name: string): string => (Object.hasOwn(names, name) ? names[name] : undefined) ?? name.replaceAll('_', ' ')
