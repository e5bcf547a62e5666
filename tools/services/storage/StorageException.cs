namespace Pedestal.Storage;

/// <summary>The kinds of database fault.</summary>
public enum StorageError
{
    /// <summary>The given source is neither a file's path nor a server's address.</summary>
    BadAddress,

    /// <summary>It cannot be opened or does not respond: no such server, folder or database, or login refused.</summary>
    Unreachable,

    /// <summary>Another process has locked it for longer than the caller may wait.</summary>
    Busy,

    /// <summary>Its disk is full.</summary>
    Full,

    /// <summary>It can be read but not written.</summary>
    ReadOnly,

    /// <summary>The server would confirm writes that a power cut can undo.</summary>
    NotDurable,

    /// <summary>The file is not an SQLite database.</summary>
    NotADatabase,

    /// <summary>It holds another component's tables.</summary>
    AnotherComponent,

    /// <summary>Its tables have a version that this program does not know.</summary>
    UnknownSchema,

    /// <summary>The disk failed, or stored data does not read back as it was written.</summary>
    Damaged,
}

/// <summary>A fault of a database; the message says where it is and what to do, and contains no secret.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StorageException(StorageError error, string message, Exception? inner = null)
        : base(message, inner) => Error = error;

    /// <summary>The kind of fault.</summary>
    public StorageError Error { get; }
}
