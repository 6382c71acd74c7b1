/* redact.h - the copy of a loop that a profile lets out (private to exports).
 *
 * It is built by taking over what a profile names, never by removing: a field added to a loop later stays out until it is named here.
 */
#pragma once

#include "exports/packet.h"

G_BEGIN_DECLS

typedef struct _PlumbRedaction PlumbRedaction;

PlumbRedaction *plumb_redaction_new (const PlumbLoop *source, const PlumbPacketOptions *options);
void plumb_redaction_free (PlumbRedaction *redaction);

/* A new loop for plumb_snapshot_new. */
PlumbLoop *plumb_redaction_dup_loop (PlumbRedaction *redaction);
char *plumb_redaction_dup_person_name (PlumbRedaction *redaction, const char *id, const char *name); /* as it is to be shown */
/* `text` without the names the profile hides. */
char *plumb_redaction_dup_concealed (PlumbRedaction *redaction, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbRedaction, plumb_redaction_free)

G_END_DECLS
