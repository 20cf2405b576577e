const dollars = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' })
const fine = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', minimumFractionDigits: 4, maximumFractionDigits: 4 })

/** US dollars; small amounts that are no whole cents with four decimals, so that a cost is never shown as nothing. */
export const formatMoney = (value: number): string => (value > 0 && value < 0.1 && !isWholeCents(value) ? fine : dollars).format(value)

const isWholeCents = (value: number): boolean => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6 && value >= 0.01
