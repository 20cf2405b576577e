/** SQL list of the actions on a repository whose scored source depends on whose repository it is. */
export const repositoryActions = `('star', 'fork', 'issue', 'pull_request', 'commit')`
