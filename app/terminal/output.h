/* output.h - standard output: tables aligned by what a terminal shows, texts, JSON documents; and problems, on standard error.
 *
 * Data is made safe for a terminal here: controls can't reach it. Headings are bold on a terminal that wants it, plain in a pipe.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

typedef struct _PlumbListing PlumbListing;

/* `columns` are headings, NULL-terminated; one that starts with '>' is aligned to the right. */
PlumbListing *plumb_listing_new (const char *const *columns);
void plumb_listing_free (PlumbListing *listing);
/* As many texts as there are columns; NULL and "" are shown as nothing. */
void plumb_listing_add (PlumbListing *listing, ...);
void plumb_listing_print (const PlumbListing *listing, int indent);

/* A line of its own. */
void plumb_print_heading (const char *text);
/* printf with the line break; every piece of data in it is made safe, so it can't hold line breaks of its own. */
void plumb_print_line (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* A text of several lines, indented, folded at the width of the terminal when there is one. */
void plumb_print_text (int indent, const char *text);

/* "plumb: " and what went wrong, in lines of its own, on standard error. */
void plumb_print_problem (const char *message);

/* A sentence without the marks that isolate a name written from right to left: here they would be shown as data that hides something. */
char *plumb_print_dup_plain (const char *sentence);

void plumb_print_json (json_t *document);

/* FALSE when something could not be written to standard output. Call at the end. */
gboolean plumb_print_flush (GError **error);

/* Columns of a terminal that `text` takes. */
int plumb_text_get_columns (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbListing, plumb_listing_free)

G_END_DECLS
