/* pdf-file.h - the bones of a PDF file: numbered objects, written as they come, and the table that finds them (private to the PDF writer).
 *
 * Nothing is kept but where the objects stand, a kilobyte for a packet: streams go out at once, deflated, small objects in bundles.
 * PDF 1.7. Legal order: reserve numbers and add objects as often as wanted, each number once, then finish.
 */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef struct _PlumbPdfFile PlumbPdfFile;

PlumbPdfFile *plumb_pdf_file_new (FILE *file); /* borrowed */
void plumb_pdf_file_free (PlumbPdfFile *file);

/* The first of `n` numbers in a row; those never added stay free. */
guint plumb_pdf_file_reserve (PlumbPdfFile *file, guint n);
/* An object in a bundle: its dictionary or array as text. */
void plumb_pdf_file_add (PlumbPdfFile *file, guint object, const char *text, gsize length);
/* One that readers find without unpacking anything. */
void plumb_pdf_file_add_plain (PlumbPdfFile *file, guint object, const char *text);
/* `entries`: of its dictionary, without length and filter. */
void plumb_pdf_file_add_stream (PlumbPdfFile *file, guint object, const char *entries, const void *data, gsize length);
void plumb_pdf_file_add_plain_stream (PlumbPdfFile *file, guint object, const char *entries, const void *data, gsize length);
/* Writes the table. Answers 0 or the errno of the first write that failed. */
int plumb_pdf_file_finish (PlumbPdfFile *file, guint catalog, guint info);
/* As above, for a look in between. */
int plumb_pdf_file_get_errno (const PlumbPdfFile *file);

/* Numbers with up to two decimals, in any locale. */
void plumb_pdf_append_number (GString *out, double value);
void plumb_pdf_append_integer (GString *out, gint64 value);
/* "12 0 R" */
void plumb_pdf_append_reference (GString *out, guint object);
/* A text string: as it is when plain ASCII, else UTF-16. */
void plumb_pdf_append_text (GString *out, const char *utf8, gssize length);

/* A path of cairo's, whose y grows downwards from `height`. */
void plumb_pdf_append_path (GString *out, const cairo_path_t *path, double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPdfFile, plumb_pdf_file_free)

G_END_DECLS
