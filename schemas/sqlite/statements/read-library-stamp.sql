SELECT stamp, one FROM library
