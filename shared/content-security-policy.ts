/**
 * The page's policy in every host. Scripts come from the app only and none is compiled from text. Styles may be inline because
 * the grid and the charts set them; `connect` names what besides the app's own origin the page may reach.
 */
export const contentSecurityPolicy = (connect: readonly string[] = []): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `connect-src ${[`'self'`, ...connect].join(' ')}`,
    `worker-src 'self' blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
  ].join('; ')
