/* evidence-lines.h - which lines of a question's notes stand as evidence, and for what.
 *
 * A tagged line and its evidence are one: while its words are written on, the evidence follows; when the line goes, so does the evidence,
 * and comes back when an undo brings the line back. Evidence whose words were never in these notes (an imported card) is left alone.
 * Signals:
 *   "changed" (void)                   other lines are tagged, or tagged for something else
 *   "lost"    (const char *target)     the line that stood for it is gone
 */
#pragma once

#include "ui/card-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_EVIDENCE_LINES (plumb_evidence_lines_get_type ())
G_DECLARE_FINAL_TYPE (PlumbEvidenceLines, plumb_evidence_lines, PLUMB, EVIDENCE_LINES, GObject)

typedef struct
{
  int line;     /* of the buffer */
  char *target; /* a signal's key or a flag's id */
  char *quote;
} PlumbEvidenceLine;

PlumbEvidenceLines *plumb_evidence_lines_new (PlumbCardEditor *editor, const char *question, GtkTextBuffer *buffer);

/* Of PlumbEvidenceLine, in the order of the lines. Borrowed, until the next "changed". */
GPtrArray *plumb_evidence_lines_get (PlumbEvidenceLines *lines);

/* Around a change of the buffer that nobody typed: it is no reason to follow or to take anything away. */
void plumb_evidence_lines_pause (PlumbEvidenceLines *lines);
void plumb_evidence_lines_resume (PlumbEvidenceLines *lines);

/* The words of a line as they stand as evidence: without its time stamp and the space around, cut to a stored line. NULL: none. */
char *plumb_evidence_lines_dup_words (GtkTextBuffer *buffer, int line);

G_END_DECLS
