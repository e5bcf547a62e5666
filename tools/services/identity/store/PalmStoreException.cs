namespace Pedestal.Identity;

/// <summary>The kinds of palm store fault.</summary>
public enum PalmStoreError
{
    /// <summary>The database exists, but its key file does not.</summary>
    KeyMissing,

    /// <summary>The key file does not contain a key.</summary>
    KeyMalformed,

    /// <summary>The key is not the one that this database was created with.</summary>
    WrongKey,

    /// <summary>A sealed value was altered or moved to another row.</summary>
    Altered,

    /// <summary>A template was opened but cannot be compared by this version.</summary>
    UnknownTemplate,

    /// <summary>A palm would have been stored without a consent.</summary>
    NoConsent,

    /// <summary>A palm would have been stored with a token that is not reserved, or no longer.</summary>
    TokenNotReserved,

    /// <summary>The event's key has been destroyed, or no event of this name has a key.</summary>
    EventClosed,
}

/// <summary>A fault of the palm store; the message says where it is and what to do.</summary>
public sealed class PalmStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PalmStoreException(PalmStoreError error, string message, Exception? inner = null)
        : base(message, inner) => Error = error;

    /// <summary>The kind of fault.</summary>
    public PalmStoreError Error { get; }
}
