/** What analysts say of companies: which was renamed, acquired, or belongs to which. */
export const schema3 = `
CREATE SEQUENCE evidence.company_link_ids;
-- child and parent as written: a domain or a name.
CREATE TABLE evidence.company_links (
  link_id INTEGER NOT NULL DEFAULT nextval('evidence.company_link_ids'), child VARCHAR NOT NULL, parent VARCHAR NOT NULL, kind VARCHAR NOT NULL, note VARCHAR,
  created_at TIMESTAMP NOT NULL
);
-- Derived: the companies that the two ends of each link stand for.
CREATE TABLE evidence.company_link_keys (link_id INTEGER NOT NULL, child_key VARCHAR NOT NULL, parent_key VARCHAR NOT NULL);
`
