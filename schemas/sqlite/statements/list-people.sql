SELECT id, name, email, seniority, role FROM person
