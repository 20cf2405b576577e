/** What people keep of a page, and a record of what left the workspace. */
export const schema4 = `
-- A page as somebody left it: filters, sort, as-of date and policy, as the page writes them in its address.
CREATE TABLE ops.saved_views (name VARCHAR NOT NULL, page VARCHAR NOT NULL, state JSON NOT NULL, saved_at TIMESTAMP NOT NULL, PRIMARY KEY (page, name));

-- Files written for people outside: audience is sales, marketing or analysis; personal counts rows by the kind of personal data they carry.
CREATE SEQUENCE ops.export_ids;
CREATE TABLE ops.exports (
  export_id INTEGER NOT NULL DEFAULT nextval('ops.export_ids'), kind VARCHAR NOT NULL, audience VARCHAR NOT NULL, path VARCHAR NOT NULL, format VARCHAR NOT NULL,
  rows BIGINT NOT NULL, withheld BIGINT NOT NULL, personal JSON NOT NULL, pseudonymised BOOLEAN NOT NULL, written_at TIMESTAMP NOT NULL
);
`
