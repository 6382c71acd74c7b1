INSERT INTO library (one, stamp) VALUES (1, :stamp) ON CONFLICT DO UPDATE SET stamp = excluded.stamp
