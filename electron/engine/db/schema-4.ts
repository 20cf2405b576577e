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

-- Versions of the persona rules; the newest is in force, and before any it is the product's, which is not stored.
CREATE TABLE ops.persona_rules (version INTEGER PRIMARY KEY, name VARCHAR NOT NULL, note VARCHAR, author VARCHAR NOT NULL, saved_at TIMESTAMP NOT NULL, rules JSON NOT NULL);
-- Derived by personas/: one row per human known as a person of the activity, as contacts of the CRM, or both; in which of the two databases, and why.
CREATE TABLE result.humans (
  human_id INTEGER NOT NULL, name VARCHAR, email VARCHAR, company VARCHAR, persona VARCHAR NOT NULL, rule VARCHAR NOT NULL, title VARCHAR, title_source VARCHAR,
  in_user BOOLEAN NOT NULL, in_buyer BOOLEAN NOT NULL, is_reachable BOOLEAN NOT NULL, is_lead BOOLEAN NOT NULL, opted_out BOOLEAN NOT NULL,
  known_since TIMESTAMP, lead_since TIMESTAMP
);
-- Derived: whatever names a human. kind: person (person_id), contact (record_id), email, login, linkedin.
CREATE TABLE result.human_identifiers (human_id INTEGER NOT NULL, kind VARCHAR NOT NULL, value VARCHAR NOT NULL);
-- Derived: every title of a human in the order they were asked, and what the rules make of it; rule is NULL where none fits.
CREATE TABLE result.human_titles (human_id INTEGER NOT NULL, place INTEGER NOT NULL, source VARCHAR NOT NULL, title VARCHAR, persona VARCHAR, rule VARCHAR);
`
