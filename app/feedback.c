/* feedback.c - makes and frees feedback on feedback. */
#include "app/feedback.h"

PlumbFeedback *
plumb_feedback_new (const char *id)
{
  PlumbFeedback *feedback = g_new0 (PlumbFeedback, 1);

  feedback->id = g_strdup (id);
  feedback->loop = g_strdup ("");
  feedback->assignment = g_strdup ("");
  feedback->author = g_strdup ("");
  feedback->recipient = g_strdup ("");
  feedback->good = g_strdup ("");
  feedback->improve = g_strdup ("");
  feedback->author_name = g_strdup ("");
  feedback->recipient_name = g_strdup ("");
  feedback->candidate = g_strdup ("");
  feedback->stage = g_strdup ("");
  return feedback;
}

void
plumb_feedback_free (PlumbFeedback *feedback)
{
  if (feedback == NULL)
    return;
  g_free (feedback->id);
  g_free (feedback->loop);
  g_free (feedback->assignment);
  g_free (feedback->author);
  g_free (feedback->recipient);
  g_free (feedback->good);
  g_free (feedback->improve);
  g_free (feedback->author_name);
  g_free (feedback->recipient_name);
  g_free (feedback->candidate);
  g_free (feedback->stage);
  g_free (feedback);
}
