SELECT stamp FROM library
