-- What people noted about a row of a worklist: who has it, until when it rests, a note.
CREATE VIEW v_worklist_marks AS
SELECT m.subject, m.owner, m.snoozed_until, m.note
FROM worklist_marks AS m;
