SELECT * FROM flag_event
