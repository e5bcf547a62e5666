namespace Pedestal.Identity;

/// <summary>What is wrong with the palm store.</summary>
public enum PalmStoreError
{
    /// <summary>The database exists, its key file does not.</summary>
    KeyMissing,

    /// <summary>The key file does not hold a key.</summary>
    KeyMalformed,

    /// <summary>The key is not the one this database was made with.</summary>
    WrongKey,

    /// <summary>A sealed value was altered or moved to another row.</summary>
    Altered,

    /// <summary>A template opened well and cannot be compared by this version.</summary>
    UnknownTemplate,

    /// <summary>A palm was to be stored without a consent.</summary>
    NoConsent,

    /// <summary>A palm was to be stored with a token that is not reserved, or not any more.</summary>
    TokenNotReserved,

    /// <summary>The event's key has been destroyed, or no event of this name has a key.</summary>
    EventClosed,
}

/// <summary>A named failure of the palm store; the message says where and what to do.</summary>
public sealed class PalmStoreException : Exception
{
    /// <summary>Creates a named failure.</summary>
    public PalmStoreException(PalmStoreError error, string message, Exception? inner = null)
        : base(message, inner) => Error = error;

    /// <summary>What is wrong.</summary>
    public PalmStoreError Error { get; }
}
