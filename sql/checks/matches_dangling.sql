-- severity: warning
-- id: Pasangan manual yang objeknya tidak ada lagi (berlaku lagi bila filenya diimpor)
-- en: Matches by hand whose object is gone (they apply again when its file is imported)
SELECT m.ref AS id, l.side, l.natural_key
FROM matches AS m
JOIN match_legs AS l ON l.match_id = m.match_id
WHERE m.state = 'dangling' AND l.row_id IS NULL
ORDER BY m.ref, l.side, l.natural_key;
