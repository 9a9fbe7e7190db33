-- A seal a row, as in the main database.
ALTER TABLE strand_half ADD COLUMN seal BYTEA;
