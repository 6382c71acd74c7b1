/* evidence-gutter.h - the edge of the notes: beside each line that stands as evidence the number of its signal, or a flag.
 *
 * Stands in the left gutter of a text view and scrolls with it. The marks are words and shapes, so nothing is told by colour alone; the
 * rubric tells the same to assistive technology. Pointing at a mark shows what the line stands for.
 */
#pragma once

#include "ui/evidence-lines.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_EVIDENCE_GUTTER (plumb_evidence_gutter_get_type ())
G_DECLARE_FINAL_TYPE (PlumbEvidenceGutter, plumb_evidence_gutter, PLUMB, EVIDENCE_GUTTER, GtkWidget)

/* Puts a new one into the view's left gutter; the view owns it. */
GtkWidget *plumb_evidence_gutter_new (PlumbCardEditor *editor, GtkTextView *view);
void plumb_evidence_gutter_set_lines (PlumbEvidenceGutter *gutter, const char *question, PlumbEvidenceLines *lines);

G_END_DECLS
