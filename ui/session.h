/* session.h - a workspace and who is using it: what every page is given.
 *
 * Properties "workspace" and "person" are NULL until the workspace is open and the user has said who they are. Signals:
 *   "opened"      (void)                        the workspace is open, the person perhaps not known yet
 *   "open-failed" (const char *message)         it could not be opened; the session stays empty
 *   "notify::person"                            somebody else is "me" now: pages load anew
 *   "failed"      (const char *message)         something the user asked for was not done; the window keeps it in sight
 *   "recovered"   (void)                        an act succeeded after a failure
 *   "notice"      (const char *message)         a passing word (a toast)
 */
#pragma once

#include "app/workspace.h"
#include "ui/settings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_SESSION (plumb_session_get_type ())
G_DECLARE_FINAL_TYPE (PlumbSession, plumb_session, PLUMB, SESSION, GObject)

PlumbSession *plumb_session_new (PlumbSettings *settings);

/* Opens the workspace at `location`, making it when it is not there; then takes the person from `person` (id, name or part of one;
 * nullable) or the settings. `prepare` (nullable) runs on the fresh store in the workspace's thread: the demo fills it there. */
void plumb_session_open (PlumbSession *session, const char *location, const char *person, PlumbStoreFunc prepare);

PlumbSettings *plumb_session_get_settings (PlumbSession *session);
PlumbWorkspace *plumb_session_get_workspace (PlumbSession *session); /* nullable */
const PlumbPerson *plumb_session_get_person (PlumbSession *session); /* nullable */
const char *plumb_session_get_person_id (PlumbSession *session); /* nullable: the viewer of snapshots, the actor of commands */
const char *plumb_session_get_location (PlumbSession *session);  /* nullable */
gboolean plumb_session_is_me (PlumbSession *session, const char *person);

/* From now on the user is `person`; kept in the settings. */
void plumb_session_set_person (PlumbSession *session, const PlumbPerson *person);

/* Applies `command` (transfer full) without waiting. A failure is shown to the user as "failed", whatever the caller does with it;
 * `callback` may be NULL. `notice` (nullable) is said once it is done. */
void plumb_session_apply (PlumbSession *session, PlumbCommand *command, const char *notice, GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean plumb_session_apply_finish (PlumbSession *session, GAsyncResult *result, GError **error);

/* As above for an array of PlumbCommand (transfer full), all or nothing. */
void plumb_session_apply_all (PlumbSession *session, GPtrArray *commands, const char *notice, GAsyncReadyCallback callback,
                              gpointer user_data);

/* Tells the user. */
void plumb_session_fail (PlumbSession *session, const char *message);
void plumb_session_say (PlumbSession *session, const char *message);

/* Waits until everything asked for is on the disk, then closes the workspace. For the end of the program. */
void plumb_session_close (PlumbSession *session);

G_END_DECLS
