namespace Pedestal.Ticketing;

/// <summary>The database failed during an import. The message says why, and what was and was not imported.</summary>
public sealed class ImportStoppedException : IOException
{
    internal ImportStoppedException(int imported, int total, string reason, Exception inner)
        : base(
            imported == 0 ? $"No ticket was imported. {reason}"
            : $"{imported} of {total} tickets were imported, the others were not. {reason} Then import the whole list again: "
                + "tickets already imported stay as they are.", inner)
    {
    }
}
