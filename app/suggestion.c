/* suggestion.c - what the checklist suggests for one question. Whole numbers only; the panelist scores. */
#include "app/evaluation.h"

#define MAJOR_CAP 2
#define CRITICAL_CAP 1

static gboolean
is_observed (const PlumbAnswer *answer, const PlumbSignal *signal)
{
  return answer->signals != NULL && g_strv_contains ((const char *const *)answer->signals, signal->key);
}

/* The worst flag on the question that was not cleared; FALSE when there is none that caps. */
static gboolean
find_capping_severity (GPtrArray *flags, const char *assignment, const char *question, PlumbSeverity *severity)
{
  *severity = PLUMB_SEVERITY_MINOR;
  for (guint i = 0; i < flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (flags, i);

      if (flag->state != PLUMB_FLAG_CLEARED && flag->question != NULL && g_str_equal (flag->question, question)
          && g_str_equal (flag->assignment, assignment))
        *severity = MAX (*severity, flag->severity);
    }
  return *severity != PLUMB_SEVERITY_MINOR;
}

int
plumb_suggest_score (const PlumbQuestion *question, int points, const PlumbAnswer *answer, GPtrArray *flags,
                     const char *assignment, char **reason)
{
  g_autoptr (GString) words = g_string_new (NULL);
  PlumbSeverity severity;
  int observed = 0;
  int all = 0;
  int score;

  g_return_val_if_fail (question != NULL && answer != NULL && flags != NULL && assignment != NULL, 0);
  g_return_val_if_fail (points >= 2, 0);

  for (guint i = 0; i < question->signals->len; i++)
    {
      const PlumbSignal *signal = g_ptr_array_index (question->signals, i);

      all += signal->weight;
      if (is_observed (answer, signal))
        observed += signal->weight;
    }
  /* 1 + round (r * (K - 1)), halves up. */
  score = all == 0 ? 0 : 1 + (2 * observed * (points - 1) + all) / (2 * all);
  if (all == 0)
    g_string_append (words, "The question has no checklist, so nothing is suggested.");
  else
    g_string_append_printf (words, "Observed signals weigh %d of %d, which suggests %d of %d", observed, all, score, points);

  if (score > 0 && find_capping_severity (flags, assignment, question->id, &severity))
    {
      int cap = severity == PLUMB_SEVERITY_CRITICAL ? CRITICAL_CAP : MAJOR_CAP;

      if (score > cap)
        g_string_append_printf (words, "; a %s red flag caps it at %d",
                                severity == PLUMB_SEVERITY_CRITICAL ? "critical" : "major", cap);
      score = MIN (score, cap);
    }
  if (score > 0)
    g_string_append_c (words, '.');
  if (reason != NULL)
    *reason = g_strdup (words->str);
  return score;
}
