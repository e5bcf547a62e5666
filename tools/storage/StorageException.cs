namespace Pedestal.Storage;

/// <summary>What is wrong with a database.</summary>
public enum StorageError
{
    /// <summary>It cannot be opened: no such server, no permission, a malformed address.</summary>
    Unreachable,

    /// <summary>The file is no SQLite database.</summary>
    NotADatabase,

    /// <summary>It holds another component's tables.</summary>
    AnotherComponent,

    /// <summary>Its tables are of a version this program does not know.</summary>
    UnknownSchema,

    /// <summary>A page of it does not read back as it was written.</summary>
    Damaged,
}

/// <summary>A named failure of a database; the message says where and what to do.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Creates a named failure.</summary>
    public StorageException(StorageError error, string message, Exception? inner = null)
        : base(message, inner) => Error = error;

    /// <summary>What is wrong.</summary>
    public StorageError Error { get; }
}
