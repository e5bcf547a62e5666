namespace Pedestal.Storage;

/// <summary>What is wrong with a database.</summary>
public enum StorageError
{
    /// <summary>What was given is neither a file's path nor a server's address.</summary>
    BadAddress,

    /// <summary>It cannot be opened or does not answer: no such server, folder or database, the log-in refused.</summary>
    Unreachable,

    /// <summary>Another process holds a lock on it for longer than may be waited.</summary>
    Busy,

    /// <summary>There is no space left for it.</summary>
    Full,

    /// <summary>It may be read but not written.</summary>
    ReadOnly,

    /// <summary>The server would confirm writes that a power cut can undo.</summary>
    NotDurable,

    /// <summary>The file is no SQLite database.</summary>
    NotADatabase,

    /// <summary>It holds another component's tables.</summary>
    AnotherComponent,

    /// <summary>Its tables are of a version this program does not know.</summary>
    UnknownSchema,

    /// <summary>The disk failed, or what is stored does not read back as it was written.</summary>
    Damaged,
}

/// <summary>A named fault of a database; the message says where it is and what to do, and has no secret.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Creates a named fault.</summary>
    public StorageException(StorageError error, string message, Exception? inner = null)
        : base(message, inner) => Error = error;

    /// <summary>What is wrong.</summary>
    public StorageError Error { get; }
}
