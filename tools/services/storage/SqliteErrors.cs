using Microsoft.Data.Sqlite;

namespace Pedestal.Storage;

/// <summary>Maps SQLite's result codes (sqlite.org/rescode.html) to storage faults.</summary>
static class SqliteErrors
{
    const int SharedMemoryCannotGrow = 4874;

    // ERROR_DISK_FULL and ENOSPC as an IOException reports them.
    static readonly int[] NoSpace = [unchecked((int)0x80070070), 28];

    public static StorageException? NameOf(SqliteException e, string file) => e.SqliteErrorCode switch
    {
        5 or 6 => new StorageException(StorageError.Busy,
            $"Database {file} is locked by another process, such as a database browser with an unsaved edit. Close it there, then "
            + "try again.", e),
        13 => Full(e, file),
        10 when e.SqliteExtendedErrorCode == SharedMemoryCannotGrow => Full(e, file),
        8 or 3 or 23 => ReadOnly(e, file),
        10 => new StorageException(StorageError.Damaged,
            $"Database {file} cannot be read or written (disk I/O error {e.SqliteExtendedErrorCode}). Check whether its disk is full "
            + "or failing.", e),
        14 => new StorageException(StorageError.Unreachable,
            $"Database {file} or its log beside it cannot be opened. Check that its folder exists and is writable.", e),
        11 => new StorageException(StorageError.Damaged,
            $"Database {file} is damaged ({e.Message}). Stop the service and restore the file from backup.", e),
        26 => new StorageException(StorageError.NotADatabase,
            $"{file} is not an SQLite database. Use another file, or restore it from backup.", e),
        _ => null,
    };

    /// <summary>The fault that kept a file from being opened, whatever it is.</summary>
    public static StorageException OfOpening(Exception e, string file) => e switch
    {
        SqliteException sqlite when NameOf(sqlite, file) is { } named => named,
        UnauthorizedAccessException when Directory.Exists(file) => new StorageException(
            StorageError.Unreachable, $"Database {file} is a folder. Give the path of a file in it.", e),
        UnauthorizedAccessException => ReadOnly(e, file),
        IOException io when NoSpace.Contains(io.HResult) => Full(e, file),
        _ => new StorageException(StorageError.Unreachable, $"Database {file} cannot be opened: {e.Message}", e),
    };

    static StorageException Full(Exception e, string file) => new(StorageError.Full,
        $"The disk of database {file} is full. Free space on it, then try again.", e);

    static StorageException ReadOnly(Exception e, string file) => new(StorageError.ReadOnly,
        $"Database {file} cannot be written: the file, its folder or its disk is read-only for this user. Give the user permission "
        + "to write there, then try again.", e);
}
