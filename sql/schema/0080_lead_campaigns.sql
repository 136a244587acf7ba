-- The ad campaign a chat contact came from, where the chat tool's export or a person says so.
ALTER TABLE leads ADD COLUMN campaign TEXT;
