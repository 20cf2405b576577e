/** What analysts say of companies: which was renamed, acquired, or belongs to which. Whose addresses are one person’s, as a .mailmap states it. */
export const schema3 = `
CREATE SEQUENCE evidence.company_link_ids;
-- child and parent as written: a domain or a name.
CREATE TABLE evidence.company_links (
  link_id INTEGER NOT NULL DEFAULT nextval('evidence.company_link_ids'), child VARCHAR NOT NULL, parent VARCHAR NOT NULL, kind VARCHAR NOT NULL, note VARCHAR,
  created_at TIMESTAMP NOT NULL
);
-- Derived: the companies that the two ends of each link stand for.
CREATE TABLE evidence.company_link_keys (link_id INTEGER NOT NULL, child_key VARCHAR NOT NULL, parent_key VARCHAR NOT NULL);

-- Commits under commit_name (any name where NULL) and commit_email are by the person of proper_name and proper_email; what is NULL is not corrected.
CREATE TABLE dev.mailmap (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, proper_name VARCHAR, proper_email VARCHAR, commit_name VARCHAR, commit_email VARCHAR NOT NULL
);

-- Attributions drawn at random to be judged without seeing how they were found; only they measure precision.
CREATE TABLE evidence.blind_items (
  sample_id INTEGER NOT NULL, item_no INTEGER NOT NULL, subject VARCHAR NOT NULL, object VARCHAR NOT NULL, evidence_group VARCHAR NOT NULL,
  seed VARCHAR NOT NULL, drawn_at TIMESTAMP NOT NULL
);
`
