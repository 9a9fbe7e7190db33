#include <stdint.h>
#include <microhttpd.h>

// MHD_start_daemon is variadic, which Swift can't call; options with two pointers don't fit its
// array from Swift either. So this one call starts a daemon exactly as our server needs it: no listen
// socket of its own, one epoll thread, connections that can be suspended, nothing written to stderr.

/// MHD calls this for each request line, before it changes a byte of it.
typedef void *(*cmicrohttpd_request_began)(
    void *server, const char *target, struct MHD_Connection *connection);

/// Leaves the target percent-encoded: our own parser decodes it, strictly.
static inline size_t cmicrohttpd_keep_encoded(
    void *server, struct MHD_Connection *connection, char *text) {
    (void)server;
    (void)connection;
    size_t length = 0;
    while (text[length] != '\0') length++;
    return length;
}

struct cmicrohttpd_configuration {
    void *server;
    cmicrohttpd_request_began request_began;
    MHD_AccessHandlerCallback answer;
    MHD_RequestCompletedCallback request_completed;
    MHD_NotifyConnectionCallback connection_changed;
    size_t memory_bytes;
    unsigned int connection_limit;
    unsigned int idle_seconds;
    /// PEM, NUL-terminated, alive as long as the daemon; both NULL without TLS.
    const char *key;
    const char *certificate;
};

static inline struct MHD_Daemon *cmicrohttpd_start(
    const struct cmicrohttpd_configuration *c) {
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, (intptr_t)c->memory_bytes, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, (intptr_t)c->connection_limit, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, (intptr_t)c->idle_seconds, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 0, NULL},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)c->request_began, c->server},
        {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)&cmicrohttpd_keep_encoded, NULL},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)c->request_completed, c->server},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)c->connection_changed, c->server},
        {MHD_OPTION_END, 0, NULL},
        {MHD_OPTION_END, 0, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_NO_LISTEN_SOCKET |
                         MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;
    if (c->key != NULL) {
        flags |= MHD_USE_TLS;
        options[8].option = MHD_OPTION_HTTPS_MEM_KEY;
        options[8].ptr_value = (void *)c->key;
        options[9].option = MHD_OPTION_HTTPS_MEM_CERT;
        options[9].ptr_value = (void *)c->certificate;
    }
    return MHD_start_daemon(
        flags, 0, NULL, NULL, c->answer, c->server, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

/// Response headers and body are copied by MHD.
static inline struct MHD_Response *cmicrohttpd_response(const void *bytes, size_t count) {
    return MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}

static inline int cmicrohttpd_descriptor(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info == NULL ? -1 : info->connect_fd;
}

static inline size_t cmicrohttpd_header_bytes(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info == NULL ? 0 : info->header_size;
}

/// What NOTIFY_CONNECTION stored for this socket.
static inline void *cmicrohttpd_socket_context(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info == NULL ? NULL : info->socket_context;
}
