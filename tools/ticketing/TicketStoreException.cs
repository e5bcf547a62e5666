namespace Pedestal.Ticketing;

/// <summary>The ticket database cannot be used; the message names it.</summary>
public sealed class TicketStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    public TicketStoreException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
