/* evidence-lines.c - see evidence-lines.h. Before each edit it is noted which tagged lines keep some of their words; after it, these are
 * the ones to follow. Finding the lines anew is one walk over the text, and only where there is evidence at all. */

#include "ui/evidence-lines.h"

#include "app/text.h"
#include "ui/interview-widgets.h"

#include <string.h>

#define PARAGRAPH "\342\200\251" /* U+2029 ends a line too */

struct _PlumbEvidenceLines
{
  GObject parent_instance;

  GtkTextBuffer *buffer; /* borrowed: it owns us */
  PlumbCardEditor *editor;
  char *question;
  GPtrArray *found; /* of PlumbEvidenceLine */
  GPtrArray *gone;  /* of PlumbEvidenceLine: taken away with their lines, for an undo */
  int pauses;

  /* the edit under way */
  GPtrArray *followed; /* of char *: targets that keep some of their words */
  int edited_line;
  gboolean deleting;
  GHashTable *whole; /* target -> its quote before words were deleted one by one: what an undo brings back */
};

enum
{
  CHANGED,
  LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbEvidenceLines, plumb_evidence_lines, G_TYPE_OBJECT)

static void
line_free (gpointer data)
{
  PlumbEvidenceLine *line = data;

  g_free (line->target);
  g_free (line->quote);
  g_free (line);
}

static void
add_line (GPtrArray *array, int number, const char *target, const char *quote)
{
  PlumbEvidenceLine *line = g_new0 (PlumbEvidenceLine, 1);

  line->line = number;
  line->target = g_strdup (target);
  line->quote = g_strdup (quote);
  g_ptr_array_add (array, line);
}

static int
find_line (GPtrArray *array, const char *target)
{
  for (guint i = 0; i < array->len; i++)
    if (g_str_equal (((PlumbEvidenceLine *)g_ptr_array_index (array, i))->target, target))
      return (int)i;
  return -1;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return (*(PlumbEvidenceLine *const *)a)->line - (*(PlumbEvidenceLine *const *)b)->line;
}

/* Stamps stand at the start of a line, two spaces behind them: "26:05  ". */
static const char *
skip_stamp (const char *line, const char *end)
{
  const char *at = line;

  while (at < end && g_ascii_isdigit (*at))
    at++;
  if (at - line < 2 || end - at < 5 || at[0] != ':' || !g_ascii_isdigit (at[1]) || !g_ascii_isdigit (at[2]) || at[3] != ' '
      || at[4] != ' ')
    return line;
  return at + 5;
}

/* The words between `line` and `end`: moves both. */
static void
trim (const char **line, const char **end)
{
  *line = skip_stamp (*line, *end);
  while (*line < *end && g_ascii_isspace (**line))
    (*line)++;
  while (*end > *line && g_ascii_isspace ((*end)[-1]))
    (*end)--;
}

static const char *
find_line_end (const char *text)
{
  const char *newline = strchr (text, '\n');
  const char *paragraph = strstr (text, PARAGRAPH);

  if (newline == NULL || (paragraph != NULL && paragraph < newline))
    return paragraph != NULL ? paragraph : text + strlen (text);
  return newline;
}

static gboolean
is_quote (const char *start, const char *end, const char *quote)
{
  gsize length = strlen (quote);

  if ((gsize)(end - start) > PLUMB_LINE_MAX) /* stands as evidence cut off */
    return length > PLUMB_LINE_MAX - 4 && strncmp (start, quote, length) == 0;
  return (gsize)(end - start) == length && strncmp (start, quote, length) == 0;
}

/* The line that stands for each evidence of the answer; the first of equal ones. */
static GPtrArray *
list_found (PlumbEvidenceLines *lines, GPtrArray *evidence)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (line_free);
  g_autofree char *text = evidence->len > 0 ? plumb_buffer_dup_text (lines->buffer) : NULL;
  int number = 0;

  for (const char *at = text; at != NULL; number++)
    {
      const char *stop = find_line_end (at);
      const char *start = at, *end = stop;

      trim (&start, &end);
      for (guint i = 0; i < evidence->len && start < end; i++)
        {
          const PlumbEvidence *one = g_ptr_array_index (evidence, i);

          if (is_quote (start, end, one->quote) && find_line (found, one->target) < 0)
            add_line (found, number, one->target, one->quote);
        }
      at = *stop == '\0' ? NULL : stop + (*stop == '\n' ? 1 : strlen (PARAGRAPH));
    }
  g_ptr_array_sort (found, compare_lines);
  return found;
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const PlumbEvidenceLine *one = g_ptr_array_index (a, i);
      const PlumbEvidenceLine *other = g_ptr_array_index (b, i);

      if (one->line != other->line || !g_str_equal (one->target, other->target) || !g_str_equal (one->quote, other->quote))
        return FALSE;
    }
  return TRUE;
}

static void
look (PlumbEvidenceLines *lines)
{
  const PlumbAnswer *answer = plumb_card_editor_get_answer (lines->editor, lines->question);
  g_autoptr (GPtrArray) before = g_steal_pointer (&lines->found);

  lines->found = answer != NULL ? list_found (lines, answer->evidence) : g_ptr_array_new_with_free_func (line_free);
  if (!is_same (before, lines->found))
    g_signal_emit (lines, signals[CHANGED], 0);
}

static void
follow (PlumbEvidenceLines *lines, int line)
{
  for (guint i = 0; i < lines->found->len; i++)
    {
      const PlumbEvidenceLine *one = g_ptr_array_index (lines->found, i);

      if (one->line == line)
        g_ptr_array_add (lines->followed, g_strdup (one->target));
    }
}

static int
get_words_offset (const GtkTextIter *iter)
{
  GtkTextIter start = *iter, end = *iter;
  g_autofree char *text = NULL;
  const char *from, *to;

  gtk_text_iter_set_line_offset (&start, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_iter_get_text (&start, &end);
  from = text;
  to = text + strlen (text);
  trim (&from, &to);
  return (int)g_utf8_pointer_to_offset (text, from);
}

static void
insert_cb (PlumbEvidenceLines *lines, GtkTextIter *iter)
{
  if (lines->pauses > 0)
    return;
  g_ptr_array_set_size (lines->followed, 0);
  lines->deleting = FALSE;
  lines->edited_line = gtk_text_iter_get_line (iter);
  follow (lines, lines->edited_line);
}

/* Of lines that are joined, those keep their words of which some are left: the first up to the cut, the last from it on. */
static void
delete_cb (PlumbEvidenceLines *lines, GtkTextIter *start, GtkTextIter *end)
{
  int first = gtk_text_iter_get_line (start), last = gtk_text_iter_get_line (end);

  if (lines->pauses > 0)
    return;
  g_ptr_array_set_size (lines->followed, 0);
  lines->deleting = TRUE;
  lines->edited_line = first;
  if (lines->found->len == 0)
    return;
  if (first == last || gtk_text_iter_get_line_offset (start) > get_words_offset (start))
    follow (lines, first);
  if (last > first && gtk_text_iter_get_line_offset (end) <= get_words_offset (end))
    follow (lines, last);
}

static void
bring_back (PlumbEvidenceLines *lines)
{
  g_autoptr (GPtrArray) evidence = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_evidence_free);
  g_autoptr (GPtrArray) back = NULL;

  for (guint i = 0; i < lines->gone->len; i++)
    {
      const PlumbEvidenceLine *one = g_ptr_array_index (lines->gone, i);

      g_ptr_array_add (evidence, plumb_evidence_new (one->target, one->quote));
    }
  back = list_found (lines, evidence);
  for (guint i = 0; i < back->len; i++)
    {
      const PlumbEvidenceLine *one = g_ptr_array_index (back, i);

      g_ptr_array_remove_index (lines->gone, (guint)find_line (lines->gone, one->target));
      if (plumb_card_editor_get_evidence (lines->editor, lines->question, one->target) == NULL)
        plumb_card_editor_set_evidence (lines->editor, lines->question, one->target, one->quote, FALSE);
    }
}

static void
lose (PlumbEvidenceLines *lines, const PlumbEvidenceLine *one)
{
  int before = find_line (lines->gone, one->target);
  const char *whole = g_hash_table_lookup (lines->whole, one->target);

  if (before >= 0)
    g_ptr_array_remove_index (lines->gone, (guint)before);
  add_line (lines->gone, one->line, one->target, whole != NULL ? whole : one->quote);
  g_hash_table_remove (lines->whole, one->target);
  plumb_card_editor_set_evidence (lines->editor, lines->question, one->target, NULL, FALSE);
  g_signal_emit (lines, signals[LOST], 0, one->target);
}

static void
write_on (PlumbEvidenceLines *lines, const PlumbEvidenceLine *one, const char *words)
{
  if (!lines->deleting)
    g_hash_table_remove (lines->whole, one->target);
  else if (!g_hash_table_contains (lines->whole, one->target))
    g_hash_table_insert (lines->whole, g_strdup (one->target), g_strdup (one->quote));
  plumb_card_editor_set_evidence (lines->editor, lines->question, one->target, words, TRUE);
}

static void
changed_cb (PlumbEvidenceLines *lines)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) still = NULL;
  g_autofree char *words = NULL;
  const PlumbAnswer *answer = plumb_card_editor_get_answer (lines->editor, lines->question);

  if (lines->pauses > 0 || answer == NULL || (lines->found->len == 0 && lines->gone->len == 0))
    return;
  before = g_ptr_array_ref (lines->found);
  still = list_found (lines, answer->evidence);
  words = plumb_evidence_lines_dup_words (lines->buffer, lines->edited_line);
  lines->pauses++; /* what is said now comes back as the editor's "changed" */
  for (guint i = 0; i < before->len; i++)
    {
      const PlumbEvidenceLine *one = g_ptr_array_index (before, i);

      if (find_line (still, one->target) >= 0)
        continue;
      if (words != NULL && g_ptr_array_find_with_equal_func (lines->followed, one->target, g_str_equal, NULL))
        write_on (lines, one, words);
      else
        lose (lines, one);
    }
  g_ptr_array_set_size (lines->followed, 0);
  if (lines->gone->len > 0)
    bring_back (lines);
  lines->pauses--;
  look (lines);
}

static void
editor_changed_cb (PlumbEvidenceLines *lines)
{
  if (lines->pauses == 0)
    look (lines);
}

static void
plumb_evidence_lines_dispose (GObject *object)
{
  g_clear_object (&PLUMB_EVIDENCE_LINES (object)->editor);
  G_OBJECT_CLASS (plumb_evidence_lines_parent_class)->dispose (object);
}

static void
plumb_evidence_lines_finalize (GObject *object)
{
  PlumbEvidenceLines *lines = PLUMB_EVIDENCE_LINES (object);

  g_ptr_array_unref (lines->found);
  g_ptr_array_unref (lines->gone);
  g_ptr_array_unref (lines->followed);
  g_hash_table_unref (lines->whole);
  g_free (lines->question);
  G_OBJECT_CLASS (plumb_evidence_lines_parent_class)->finalize (object);
}

static void
plumb_evidence_lines_class_init (PlumbEvidenceLinesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_evidence_lines_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_evidence_lines_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOST]
      = g_signal_new ("lost", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
plumb_evidence_lines_init (PlumbEvidenceLines *lines)
{
  lines->found = g_ptr_array_new_with_free_func (line_free);
  lines->gone = g_ptr_array_new_with_free_func (line_free);
  lines->followed = g_ptr_array_new_with_free_func (g_free);
  lines->whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

PlumbEvidenceLines *
plumb_evidence_lines_new (PlumbCardEditor *editor, const char *question, GtkTextBuffer *buffer)
{
  PlumbEvidenceLines *lines;

  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor) && question != NULL && GTK_IS_TEXT_BUFFER (buffer), NULL);

  lines = g_object_new (PLUMB_TYPE_EVIDENCE_LINES, NULL);
  lines->editor = g_object_ref (editor);
  lines->question = g_strdup (question);
  lines->buffer = buffer;
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_cb), lines, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (delete_cb), lines, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), lines, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), lines, G_CONNECT_SWAPPED);
  look (lines);
  return lines;
}

GPtrArray *
plumb_evidence_lines_get (PlumbEvidenceLines *lines)
{
  g_return_val_if_fail (PLUMB_IS_EVIDENCE_LINES (lines), NULL);
  return lines->found;
}

void
plumb_evidence_lines_pause (PlumbEvidenceLines *lines)
{
  g_return_if_fail (PLUMB_IS_EVIDENCE_LINES (lines));
  lines->pauses++;
}

void
plumb_evidence_lines_resume (PlumbEvidenceLines *lines)
{
  g_return_if_fail (PLUMB_IS_EVIDENCE_LINES (lines) && lines->pauses > 0);
  if (--lines->pauses == 0)
    look (lines);
}

char *
plumb_evidence_lines_dup_words (GtkTextBuffer *buffer, int line)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  const char *from, *to;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), NULL);

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  from = text;
  to = text + strlen (text);
  trim (&from, &to);
  words = plumb_text_dup_repaired (from, to - from, PLUMB_LINE_MAX);
  g_strchomp (words);
  return plumb_text_check_filled (words, PLUMB_LINE_MAX, "", NULL) ? g_steal_pointer (&words) : NULL;
}
