-- What people answered about a pair goes by that name.
ALTER TABLE match_shadows RENAME COLUMN said TO answer;
