#include <libpq-fe.h>

/// A server's notices can quote what was sent to it, and libpq prints them to stderr unless told otherwise.
static void cpostgres_drop_notice(void *context, const char *message) {
    (void)context;
    (void)message;
}

/// A pointer to a function that Swift would have to spell as a closure.
static inline void cpostgres_silence(PGconn *connection) {
    PQsetNoticeProcessor(connection, cpostgres_drop_notice, 0);
}
