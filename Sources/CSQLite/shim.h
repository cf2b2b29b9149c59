#ifndef LAMPLIGHT_CSQLITE_SHIM_H
#define LAMPLIGHT_CSQLITE_SHIM_H

#include <sqlite3.h>

// Swift does not import variadic C functions: one call for each kind of setting.
static inline int lamplight_sqlite3_db_config(sqlite3 *db, int option, int value) {
    int result = 0;
    return sqlite3_db_config(db, option, value, &result);
}

// SQLITE_TRANSIENT is a cast that Swift does not import.
static inline int lamplight_sqlite3_bind_text(sqlite3_stmt *statement, int index, const char *text, int bytes) {
    return sqlite3_bind_text(statement, index, text, bytes, SQLITE_TRANSIENT);
}

#endif
