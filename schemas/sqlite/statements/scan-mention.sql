SELECT * FROM mention
