-- What each person chose to see, remembered from one run to the next: the columns of a list.
CREATE TABLE user_choices (
  username TEXT NOT NULL,
  name     TEXT NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (username, name)
) STRICT, WITHOUT ROWID;
