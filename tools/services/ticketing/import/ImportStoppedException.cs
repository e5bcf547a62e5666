namespace Pedestal.Ticketing;

/// <summary>The database failed during an import. The message says what, and what was and was not imported.</summary>
public sealed class ImportStoppedException : Exception
{
    internal ImportStoppedException(int imported, int total, string reason, Exception inner)
        : base(
            imported == 0 ? $"No ticket was imported. {reason}"
            : $"{imported} of {total} tickets were imported, the others were not. {reason} Import the whole list again after that: "
                + "what is there stays as it is.", inner)
    {
    }
}
