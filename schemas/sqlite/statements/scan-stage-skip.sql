SELECT * FROM stage_skip
