/* text.h - text at the borders of the program.
 *
 * Everything typed, pasted, imported or read is checked here before it is stored, and made safe here for the place it goes to.
 * Lengths are bytes of UTF-8.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PLUMB_NAME_MAX 256   /* names of people, roles, labels */
#define PLUMB_LINE_MAX 4096  /* quotes, reasons, one-line rationales */
#define PLUMB_NOTE_MAX 65536 /* notes, summaries, rationales of decisions */

/* TRUE when `text` is valid UTF-8 without NUL and not longer than `max` bytes (noncharacters U+FFFE/U+FFFF and C0 controls except
 * tab and newline are refused too, as no writer can carry them). `length` may be -1. `what` names the field in the message. */
gboolean plumb_text_check (const char *text, gssize length, gsize max, const char *what, GError **error);

/* Nothing but white space and characters that show nothing; NULL is blank. `text` is valid UTF-8. */
gboolean plumb_text_is_blank (const char *text);

/* As above, and not blank. */
gboolean plumb_text_check_filled (const char *text, gsize max, const char *what, GError **error);

/* A copy that plumb_text_check accepts: invalid bytes become U+FFFD, controls are dropped, CRLF becomes LF, cut at `max` on a
 * character boundary. For the clipboard and for salvage; never for files, which are refused instead. */
char *plumb_text_dup_repaired (const char *text, gssize length, gsize max);

/* A copy fit to be shown in one line: bidirectional and zero-width controls made visible as "[U+202E]" (joiners stay where Arabic or Indic
 * scripts and emoji need them), runs of more than four combining marks capped, line
 * breaks become spaces. */
char *plumb_text_dup_line (const char *text);

/* As dup_line but keeping line breaks: for notes. */
char *plumb_text_dup_shown (const char *text);

/* A file name (no folder) made from `text`: no separators, controls, leading dots or device names, at most 120 bytes, never empty. */
char *plumb_text_dup_file_name (const char *text);

/* "Priya Raman" -> "PR"; at most two characters. */
char *plumb_text_dup_initials (const char *name);

/* Caseless, accent-folding containment test, as every search field of the program does it. An empty needle matches. */
gboolean plumb_text_matches (const char *haystack, const char *needle);
/* The form in which texts are compared, for long lists that keep it: matches (a, b) is strstr (folded (a), folded (b)). */
char *plumb_text_dup_folded (const char *text);

G_END_DECLS
