const dollars = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' })
const fine = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', minimumFractionDigits: 4, maximumFractionDigits: 4 })

/** US dollars; small amounts with four decimals, so that a cost is never shown as nothing. */
export const formatMoney = (value: number): string => (value > 0 && value < 0.1 ? fine : dollars).format(value)
