SELECT loop FROM roll_up WHERE loop NOT IN (SELECT id FROM loop)
