const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** What XML takes in no form, and marks that turn the direction of the text around them. */
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

export const printable = (text: string): string => text.replace(unprintable, '�')

/** Text that stands for itself in HTML and SVG, between tags and in attributes. */
export const escaped = (text: string): string => printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? character)
