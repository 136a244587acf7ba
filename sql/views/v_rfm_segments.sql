-- The name of each pair of RFM scores (definitions 1.12).
CREATE VIEW v_rfm_segments AS
WITH names (r, f, rfm_segment) AS (
VALUES
  (5, 1, 'New'), (5, 2, 'Potential Loyalist'), (5, 3, 'Potential Loyalist'), (5, 4, 'Champions'), (5, 5, 'Champions'),
  (4, 1, 'Promising'), (4, 2, 'Potential Loyalist'), (4, 3, 'Potential Loyalist'), (4, 4, 'Loyal'), (4, 5, 'Loyal'),
  (3, 1, 'Need Attention'), (3, 2, 'Need Attention'), (3, 3, 'Need Attention'), (3, 4, 'Loyal'), (3, 5, 'Loyal'),
  (2, 1, 'Hibernating'), (2, 2, 'At Risk'), (2, 3, 'At Risk'), (2, 4, 'Can''t Lose'), (2, 5, 'Can''t Lose'),
  (1, 1, 'Lost'), (1, 2, 'Hibernating'), (1, 3, 'Hibernating'), (1, 4, 'Can''t Lose'), (1, 5, 'Can''t Lose')
)
SELECT n.r, n.f, n.rfm_segment
FROM names AS n;
