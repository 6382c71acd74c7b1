/* interview-page.h - one assignment's conversation: script, question with notes, rubric; review and submit.
 *
 * The clock goes on while the page is not there, as the interview does; when it has been away for minutes, or the computer slept, the page
 * asks whether these were interview (interview-time.c). Question and caret are where they were, also after a crash, and after one the
 * program opens this page again by itself.
 */
#pragma once

#include "ui/loop-model.h"
#include "ui/page.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_INTERVIEW_PAGE (plumb_interview_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbInterviewPage, plumb_interview_page, PLUMB, INTERVIEW_PAGE, PlumbPage)

PlumbPage *plumb_interview_page_new (PlumbSession *session, PlumbLoopModel *model, const char *assignment);

G_END_DECLS
