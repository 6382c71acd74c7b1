/* evidence-menu.h - the context menu of the notes: what the caret's line is evidence of, to tick and untick.
 *
 * A right click first takes the caret to the line under it. Signal "tag" (const char *target): the user chose one.
 */
#pragma once

#include "ui/evidence-lines.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_EVIDENCE_MENU (plumb_evidence_menu_get_type ())
G_DECLARE_FINAL_TYPE (PlumbEvidenceMenu, plumb_evidence_menu, PLUMB, EVIDENCE_MENU, GObject)

PlumbEvidenceMenu *plumb_evidence_menu_new (PlumbCardEditor *editor, GtkTextView *view);
void plumb_evidence_menu_set_question (PlumbEvidenceMenu *menu, const char *question, PlumbEvidenceLines *lines);

G_END_DECLS
