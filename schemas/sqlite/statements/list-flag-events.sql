SELECT flag, act, text, merged_into, author, at FROM flag_event WHERE loop = :loop ORDER BY number
