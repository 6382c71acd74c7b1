/* card-editor-private.h - what the two files of the card editor share: card-editor.c holds the draft and tells what it says,
 * card-editor-write.c changes it. */
#pragma once

#include "ui/card-editor.h"
#include "ui/card-saver.h"

G_BEGIN_DECLS

struct _PlumbCardEditor
{
  GObject parent_instance;

  PlumbSession *session;
  PlumbLoopModel *model;
  PlumbCardSaver *saver; /* NULL until the assignment is known */
  PlumbSnapshot *snapshot;
  PlumbCardDraft *draft;
  const PlumbStage *stage; /* of the snapshot's template */
  char *assignment;
  char *person; /* who writes */
};

void plumb_card_editor_emit_changed (PlumbCardEditor *editor);
void plumb_card_editor_emit_typed (PlumbCardEditor *editor);

G_END_DECLS
