/* command-private.h - what the files that hold the constructors share. */
#pragma once

#include "app/command.h"

G_BEGIN_DECLS

struct _PlumbCommand
{
  gatomicrefcount refs;
  PlumbCommandKind kind;
  char *actor; /* NULL: the owner */
  char *loop;  /* NULL: not about one loop */
  json_t *arguments;
  const char *broken; /* static name, or NULL */

  /* owned, or NULL */
  PlumbTemplate *template;
  PlumbLoop *import;
};

PlumbCommand *plumb_command_new_of_kind (PlumbCommandKind kind, const char *actor, const char *loop);
/* One that names an assignment. */
PlumbCommand *plumb_command_new_of_card (PlumbCommandKind kind, const char *actor, const char *loop, const char *assignment);

/* An argument that the table of command.c lists for the kind. A text of NULL is left out; one that is not UTF-8 breaks the command. */
void plumb_command_set_value (PlumbCommand *command, const char *name, json_t *value);
void plumb_command_set_text (PlumbCommand *command, const char *name, const char *text);
void plumb_command_set_integer (PlumbCommand *command, const char *name, gint64 number);

G_END_DECLS
