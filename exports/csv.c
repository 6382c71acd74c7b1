/* csv.c - six tables, one writer: a field is a text (made safe), a number or nothing. */
#include "exports/csv.h"

#include "app/agenda.h"
#include "app/error.h"
#include "exports/atomic.h"
#include "exports/stamp.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* One file: its bytes grow here and reach the disk at once. */
typedef struct
{
  GString *bytes;
  gboolean in_line;
} Table;

typedef struct
{
  const PlumbPacket *packet;
  const PlumbLoop *loop;
  guint number;
} Source;

typedef void (*WriteLoop) (Table *table, const Source *source);

static gboolean
looks_like_formula (const char *text)
{
  gunichar c = g_utf8_get_char_validated (text, -1);

  return c != (gunichar)-1 && c != (gunichar)-2
         && (strchr ("=+-@\t\r\n'", (int)*text) != NULL || c == 0xFF1D || c == 0xFF0B || c == 0xFF0D || c == 0xFF20);
}

static void
begin_field (Table *table)
{
  if (table->in_line)
    g_string_append_c (table->bytes, ',');
  table->in_line = TRUE;
}

static void
add_text (Table *table, const char *text)
{
  gboolean guarded;

  begin_field (table);
  if (text == NULL || *text == '\0')
    return;
  guarded = looks_like_formula (text);
  if (!guarded && strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (table->bytes, text);
      return;
    }
  g_string_append_c (table->bytes, '"');
  if (guarded)
    g_string_append_c (table->bytes, '\'');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (table->bytes, '"');
      g_string_append_c (table->bytes, *at);
    }
  g_string_append_c (table->bytes, '"');
}

/* A program's own number is no formula even when it is negative. */
static void
add_number (Table *table, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  begin_field (table);
  g_string_append (table->bytes, g_ascii_dtostr (buffer, sizeof buffer, number));
}

static void
add_figure (Table *table, const PlumbFigure *figure)
{
  if (figure->defined)
    add_number (table, figure->value);
  else
    begin_field (table);
}

static void
add_instant (Table *table, PlumbInstant instant)
{
  g_autofree char *iso = plumb_instant_dup_iso (instant);

  add_text (table, iso);
}

static void
add_yes_or_no (Table *table, gboolean value)
{
  add_text (table, value ? "yes" : "no");
}

static void
end_line (Table *table)
{
  g_string_append (table->bytes, "\r\n");
  table->in_line = FALSE;
}

static void
begin_line (Table *table, const Source *source)
{
  add_number (table, source->number);
  add_text (table, source->loop->id);
  add_text (table, source->loop->candidate->name);
}

static const PlumbStage *
add_assignment (Table *table, const Source *source, const PlumbAssignment *assignment)
{
  const PlumbStage *stage = plumb_loop_get_stage (source->loop, assignment);

  add_text (table, stage->key);
  add_text (table, plumb_loop_get_person_name (source->loop, assignment->person));
  add_text (table, plumb_seat_to_nick (assignment->seat));
  return stage;
}

static void
write_summary (Table *table, const Source *source)
{
  static const char *const gates[] = { "cards", "coverage", "composite", "floor", "flags", "bar-raiser" };
  const PlumbEvaluation *evaluation = source->packet->evaluation;
  const PlumbDecision *decision = plumb_loop_get_decision (source->loop);
  g_autoptr (PlumbStamp) stamp = plumb_stamp_new (source->packet);
  g_autofree char *text = stamp != NULL ? plumb_stamp_dup_text (stamp) : g_strdup ("");
  gboolean shown = source->packet->shows_policy;

  begin_line (table, source);
  add_text (table, source->loop->role);
  add_text (table, source->packet->template_version);
  add_text (table, plumb_loop_state_to_nick (source->loop->state));
  add_figure (table, &evaluation->composite);
  add_figure (table, &evaluation->percent);
  add_figure (table, &evaluation->coverage);
  add_figure (table, &evaluation->low);
  add_figure (table, &evaluation->high);
  add_text (table, shown && !evaluation->withheld ? plumb_outcome_to_nick (evaluation->outcome) : "");
  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    {
      const PlumbGate *gate = plumb_evaluation_get_gate (evaluation, gates[i]);

      add_text (table, shown && gate != NULL ? plumb_gate_state_to_nick (gate->state) : "");
    }
  add_text (table, decision != NULL ? plumb_decision_to_nick (decision->value) : "");
  add_instant (table, decision != NULL ? decision->at : 0);
  add_text (table, decision != NULL ? plumb_decision_get_missing (decision) : "");
  add_text (table, decision != NULL ? plumb_decision_get_conditions (decision) : "");
  add_text (table, decision != NULL ? decision->rationale : "");
  add_text (table, plumb_profile_to_nick (source->packet->profile));
  add_instant (table, source->packet->made_at);
  add_text (table, source->packet->template_hash);
  add_text (table, source->packet->anchor_hash);
  add_text (table, text);
  end_line (table);
}

static void
write_competencies (Table *table, const Source *source)
{
  gboolean shown = source->packet->shows_policy;

  for (guint i = 0; i < source->packet->evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (source->packet->evaluation->competencies, i);

      begin_line (table, source);
      add_text (table, result->competency->key);
      add_text (table, result->competency->name);
      add_figure (table, &(PlumbFigure){ .defined = shown, .value = result->competency->weight });
      add_figure (table, &(PlumbFigure){ .defined = shown, .value = result->share });
      add_figure (table, &result->score);
      add_figure (table, &result->spread);
      if (shown)
        add_yes_or_no (table, result->split);
      else
        add_text (table, "");
      add_number (table, source->loop->template->points);
      end_line (table);
    }
}

static void
write_card_answers (Table *table, const Source *source, const PlumbAssignment *assignment)
{
  for (guint i = 0; i < assignment->card->answers->len; i++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, i);
      const PlumbScriptItem *item;
      const PlumbStage *stage;

      begin_line (table, source);
      stage = add_assignment (table, source, assignment);
      item = plumb_stage_get_item (stage, answer->question, NULL);
      add_yes_or_no (table, plumb_assignment_is_counted (assignment));
      add_text (table, item->question->competency);
      add_text (table, answer->question);
      add_text (table, plumb_answer_state_to_nick (answer->state));
      add_figure (table, &(PlumbFigure){ .defined = answer->state == PLUMB_ANSWER_SCORED, .value = answer->score });
      add_number (table, item->weight);
      add_number (table, stage->weight);
      add_number (table, (double)answer->seconds);
      add_text (table, answer->rationale);
      add_text (table, answer->notes);
      if (answer->state == PLUMB_ANSWER_SCORED)
        add_yes_or_no (table, !plumb_answer_is_unsupported (answer));
      else
        add_text (table, "");
      end_line (table);
    }
}

static void
write_answers (Table *table, const Source *source)
{
  for (guint i = 0; i < source->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (source->loop->assignments, i);

      if (assignment->card->state == PLUMB_CARD_SUBMITTED)
        write_card_answers (table, source, assignment);
    }
}

static void
write_flags (Table *table, const Source *source)
{
  for (guint i = 0; i < source->loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (source->loop->flags, i);
      const PlumbFlagEvent *merge = plumb_flag_get_merge (flag);
      g_autoptr (GPtrArray) corroborations = plumb_flag_list_corroborations (flag);

      begin_line (table, source);
      add_assignment (table, source, plumb_loop_get_assignment (source->loop, flag->assignment));
      add_text (table, flag->question);
      add_text (table, plumb_severity_to_nick (flag->severity));
      add_text (table, plumb_flag_state_to_nick (flag->state));
      add_text (table, flag->label);
      add_text (table, flag->quote);
      add_text (table, flag->resolution);
      add_instant (table, flag->raised_at);
      add_text (table, flag->id);
      add_text (table, merge != NULL ? merge->into : "");
      add_number (table, corroborations->len);
      end_line (table);
    }
}

/* Points of the agenda that were talked about, in its order. */
static void
write_minutes (Table *table, const Source *source)
{
  g_autoptr (GPtrArray) agenda = plumb_agenda_list (source->packet->evaluation);

  for (guint i = 0; i < agenda->len; i++)
    {
      const PlumbAgendaItem *item = g_ptr_array_index (agenda, i);

      if (item->point == NULL)
        continue;
      begin_line (table, source);
      add_text (table, item->key);
      add_text (table, item->title);
      add_text (table, item->reason);
      add_text (table, plumb_point_outcome_to_nick (item->point->outcome));
      add_text (table, item->point->note);
      add_text (table, plumb_loop_get_person_name (source->loop, item->point->author));
      add_instant (table, item->point->at);
      end_line (table);
    }
}

/* For a candidate: which stages were when, and nobody in them. */
/* A line without a panelist for each stage that was skipped while nobody was to hold it. */
static void
write_stage_skips (Table *table, const Source *source)
{
  enum
  {
    BEFORE = 6,
    BEHIND = 2
  }; /* columns of the panelist that stay empty */

  for (guint i = 0; i < source->loop->stage_skips->len; i++)
    {
      const PlumbStageSkip *skip = g_ptr_array_index (source->loop->stage_skips, i);
      const PlumbStage *stage = plumb_template_get_stage (source->loop->template, skip->stage, NULL);

      if (plumb_loop_get_stage_skip (source->loop, skip->stage) != skip)
        continue;
      begin_line (table, source);
      add_text (table, stage->key);
      add_text (table, stage->title);
      add_number (table, stage->minutes);
      for (guint j = 0; j < BEFORE; j++)
        add_text (table, "");
      add_text (table, "yes");
      add_text (table, skip->reason);
      for (guint j = 0; j < BEHIND; j++)
        add_text (table, "");
      end_line (table);
    }
}

static void
write_panel (Table *table, const Source *source)
{
  gboolean shown = source->packet->shows_cards;

  for (guint i = 0; i < source->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (source->loop->assignments, i);
      const PlumbScorecard *card = assignment->card;
      const PlumbStage *stage = plumb_loop_get_stage (source->loop, assignment);
      gboolean submitted = shown && card->state == PLUMB_CARD_SUBMITTED && !card->withheld;

      begin_line (table, source);
      add_text (table, stage->key);
      add_text (table, stage->title);
      add_number (table, stage->minutes);
      add_text (table, plumb_loop_get_person_name (source->loop, assignment->person));
      add_text (table, shown ? plumb_seat_to_nick (assignment->seat) : "");
      add_instant (table, assignment->scheduled_at);
      add_text (table, shown ? plumb_card_state_to_nick (card->state) : "");
      add_text (table, submitted ? plumb_recommendation_to_nick (card->recommendation) : "");
      add_instant (table, card->submitted_at);
      add_text (table, assignment->skip_reason != NULL ? "yes" : "");
      add_text (table, assignment->skip_reason);
      add_text (table, card->summary);
      add_text (table, card->handover);
      end_line (table);
    }
  write_stage_skips (table, source);
}

static const struct
{
  const char *name;
  WriteLoop write;
  const char *heads;
} files[] = {
  { "summary.csv", write_summary,
    "loop,loop_id,candidate,role,template,state,composite,percent,coverage,low,high,outcome,gate_cards,gate_coverage,"
    "gate_composite,gate_floor,gate_flags,gate_bar_raiser,decision,decided_at,missing,conditions,rationale,profile,made_at,"
    "template_sha256,anchor,stamp" },
  { "competencies.csv", write_competencies, "loop,loop_id,candidate,key,competency,weight,share,score,spread,split,scale" },
  { "answers.csv", write_answers,
    "loop,loop_id,candidate,stage,panelist,seat,counted,competency,question,state,score,question_weight,stage_weight,seconds,"
    "rationale,notes,supported" },
  { "flags.csv", write_flags,
    "loop,loop_id,candidate,stage,panelist,seat,question,severity,state,label,quote,resolution,raised_at,flag,merged_into,"
    "corroborated" },
  { "minutes.csv", write_minutes, "loop,loop_id,candidate,point,title,reason,outcome,note,recorded_by,recorded_at" },
  { "panel.csv", write_panel,
    "loop,loop_id,candidate,stage,title,minutes,panelist,seat,scheduled_at,card,recommendation,submitted_at,skipped,skip_reason,"
    "summary,hand_over" },
};

static void
abandon (gpointer data)
{
  plumb_atomic_abandon (data);
  g_free (data);
}

static gboolean
fill_file (GPtrArray *packets, guint index, const char *temporary, const char *path, GError **error)
{
  g_autoptr (GString) bytes = g_string_new (files[index].heads);
  Table table = { .bytes = bytes };

  end_line (&table);
  for (guint i = 0; i < packets->len; i++)
    {
      const PlumbPacket *packet = g_ptr_array_index (packets, i);

      files[index].write (&table, &(Source){ .packet = packet, .loop = packet->loop, .number = i + 1 });
    }
  return plumb_atomic_fill (temporary, path, bytes->str, bytes->len, error);
}

/* All of them under names of their own, so that a folder is never left with some of the files new and some of them old because one was
 * refused or the disk was full. */
static gboolean
fill_files (GPtrArray *packets, GPtrArray *paths, gboolean replace, GPtrArray *temporaries, GError **error)
{
  for (guint i = 0; i < paths->len; i++)
    {
      char *temporary = plumb_atomic_begin (g_ptr_array_index (paths, i), replace, error);

      if (temporary == NULL)
        return FALSE;
      g_ptr_array_add (temporaries, temporary);
    }
  for (guint i = 0; i < paths->len; i++)
    if (!fill_file (packets, i, g_ptr_array_index (temporaries, i), g_ptr_array_index (paths, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
commit_files (GPtrArray *paths, gboolean replace, GPtrArray *temporaries, GError **error)
{
  for (guint i = 0; i < paths->len; i++)
    if (!plumb_atomic_commit (g_ptr_array_index (temporaries, i), g_ptr_array_index (paths, i), replace, error))
      {
        while (!replace && i-- > 0)
          g_unlink (g_ptr_array_index (paths, i));
        return FALSE;
      }
  return TRUE;
}

gboolean
plumb_csv_write (GPtrArray *packets, const char *folder, gboolean replace, GError **error)
{
  g_autoptr (GPtrArray) temporaries = g_ptr_array_new_with_free_func (abandon);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  gboolean there;

  g_return_val_if_fail (packets != NULL && packets->len > 0, FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  there = g_file_test (folder, G_FILE_TEST_EXISTS);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int saved_errno = errno;
      g_autofree char *shown = g_filename_display_name (folder);

      g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (saved_errno),
                   "Making the folder \"%s\" failed: %s; choose a folder you may write to", shown, g_strerror (saved_errno));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_ptr_array_add (paths, g_build_filename (folder, files[i].name, NULL));
  if (fill_files (packets, paths, replace, temporaries, error) && commit_files (paths, replace, temporaries, error))
    return TRUE;
  g_ptr_array_set_size (temporaries, 0);
  if (!there)
    g_rmdir (folder);
  return FALSE;
}
