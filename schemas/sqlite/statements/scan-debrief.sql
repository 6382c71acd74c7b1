SELECT * FROM debrief
