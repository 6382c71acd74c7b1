/* question-list.h - the questions of the library with a search and filters. Signals: "selected" and "opened" (PlumbQuestion *). */
#pragma once

#include "app/template.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_QUESTION_LIST (plumb_question_list_get_type ())
G_DECLARE_FINAL_TYPE (PlumbQuestionList, plumb_question_list, PLUMB, QUESTION_LIST, GtkWidget)

/* `templates` (of PlumbTemplate) names the competencies. */
void plumb_question_list_set_library (PlumbQuestionList *list, GPtrArray *questions, GPtrArray *templates);
void plumb_question_list_find (PlumbQuestionList *list);

G_END_DECLS
