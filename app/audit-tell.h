/* audit-tell.h - the pieces that sentences of the audit trail are put together from. Internal to audit-words.c.
 *
 * A telling is a sentence in the making. Arguments that the event does not carry are "" and 0; what comes from data is made safe here.
 */
#pragma once

#include "app/phrase.h"
#include "app/store.h"

G_BEGIN_DECLS

typedef struct
{
  const PlumbEvent *event;
  const PlumbLoop *loop; /* nullable */
  json_t *arguments;     /* an object, or NULL when erased */
  json_t *before;        /* nullable: those of the event before it about the same thing */
  GString *text;
} PlumbTelling;

typedef void (*PlumbTell) (PlumbTelling *telling);

const char *plumb_telling_get_text (const PlumbTelling *telling, const char *name);
gint64 plumb_telling_get_number (const PlumbTelling *telling, const char *name);
void plumb_telling_add (PlumbTelling *telling, const char *text);
void plumb_telling_add_name (PlumbTelling *telling, const char *name);
void plumb_telling_add_quoted (PlumbTelling *telling, const char *text);
void plumb_telling_add_reason (PlumbTelling *telling, const char *name);
void plumb_telling_add_person (PlumbTelling *telling, const char *id);
const PlumbAssignment *plumb_telling_get_assignment (const PlumbTelling *telling);
const PlumbStage *plumb_telling_get_stage (const PlumbTelling *telling);
void plumb_telling_add_stage (PlumbTelling *telling);
void plumb_telling_add_question (PlumbTelling *telling);
void plumb_telling_add_place (PlumbTelling *telling);
void plumb_telling_add_flag (PlumbTelling *telling, const char *id);
void plumb_telling_add_word (PlumbTelling *telling, const char *label);
const char *plumb_telling_get_before (const PlumbTelling *telling, const char *name);
void plumb_telling_add_when (PlumbTelling *telling, PlumbInstant at);

/* The label of a nick, as it stands inside a sentence. */
#define PLUMB_TELLING_ADD_WORD(telling, word, Type, nick)                                                                        \
  G_STMT_START                                                                                                                   \
  {                                                                                                                              \
    Type word_value;                                                                                                             \
    if (plumb_##word##_from_nick (nick, &word_value))                                                                            \
      plumb_telling_add_word (telling, plumb_##word##_to_label (word_value));                                                    \
    else                                                                                                                         \
      plumb_telling_add_name (telling, nick);                                                                                    \
  }                                                                                                                              \
  G_STMT_END

/* audit-tell.c: people, loops, cards; audit-tell-debrief.c: flags, amendments, the debrief, decisions. */
void plumb_tell_add_person (PlumbTelling *telling);
void plumb_tell_add_template (PlumbTelling *telling);
void plumb_tell_open_loop (PlumbTelling *telling);
void plumb_tell_close_loop (PlumbTelling *telling);
void plumb_tell_assign (PlumbTelling *telling);
void plumb_tell_reassign (PlumbTelling *telling);
void plumb_tell_schedule (PlumbTelling *telling);
void plumb_tell_skip (PlumbTelling *telling);
void plumb_tell_start_card (PlumbTelling *telling);
void plumb_tell_set_clock (PlumbTelling *telling);
void plumb_tell_set_answer (PlumbTelling *telling);
void plumb_tell_set_notes (PlumbTelling *telling);
void plumb_tell_set_rationale (PlumbTelling *telling);
void plumb_tell_set_signal (PlumbTelling *telling);
void plumb_tell_set_evidence (PlumbTelling *telling);
void plumb_tell_add_seconds (PlumbTelling *telling);
void plumb_tell_set_summary (PlumbTelling *telling);
void plumb_tell_submit_card (PlumbTelling *telling);
void plumb_tell_import_loop (PlumbTelling *telling);
void plumb_tell_seed_library (PlumbTelling *telling);
void plumb_tell_raise_flag (PlumbTelling *telling);
void plumb_tell_edit_flag (PlumbTelling *telling);
void plumb_tell_withdraw_flag (PlumbTelling *telling);
void plumb_tell_resolve_flag (PlumbTelling *telling);
void plumb_tell_corroborate_flag (PlumbTelling *telling);
void plumb_tell_withdraw_corroboration (PlumbTelling *telling);
void plumb_tell_merge_flag (PlumbTelling *telling);
void plumb_tell_unmerge_flag (PlumbTelling *telling);
void plumb_tell_amend_card (PlumbTelling *telling);
void plumb_tell_start_debrief (PlumbTelling *telling);
void plumb_tell_record_point (PlumbTelling *telling);
void plumb_tell_vote (PlumbTelling *telling);
void plumb_tell_give_verdict (PlumbTelling *telling);
void plumb_tell_decide (PlumbTelling *telling);
void plumb_tell_reopen_loop (PlumbTelling *telling);
void plumb_tell_break_seal (PlumbTelling *telling);
void plumb_tell_give_feedback (PlumbTelling *telling);
void plumb_tell_acknowledge_feedback (PlumbTelling *telling);
void plumb_tell_erase_feedback (PlumbTelling *telling);

G_END_DECLS
