using Microsoft.Extensions.Logging;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>Tells the log once what about the stored palms needs a person or more time, and once when it is over.</summary>
sealed class UpkeepReport(PalmRegister register, ILogger logger)
{
    const int MostRecords = 20;

    IReadOnlyList<UnusableRecord> _told = [];
    HashSet<HoldKind> _held = [];
    bool _owed;
    bool _unfinished;

    /// <summary>Tells what has changed since it was last told; to be called now and then.</summary>
    public void Tell()
    {
        TellRecords();
        TellHolds();
        if (register.Store.OwedScrub is { } owed)
        {
            if (!_owed)
            {
                logger.LogWarning("Deleted values are not overwritten yet, since {Since:u}: {Reason} It is tried again until it is done",
                    owed.Since, owed.Reason);
            }
        }
        else if (_owed)
        {
            logger.LogInformation("All deleted values are overwritten now");
        }

        _owed = register.Store.OwedScrub is not null;
        var unfinished = register.UnfinishedDeletions;
        if (unfinished > 0 && !_unfinished)
        {
            logger.LogError("{Count} deletions are not stored yet; the palms are not recognised any more", unfinished);
        }

        _unfinished = unfinished > 0;
    }

    void TellRecords()
    {
        var unusable = register.Unusable;
        foreach (var record in unusable.Except(_told).Take(MostRecords))
        {
            logger.LogError("A record of person {Person} is not used, all others are: {Reason}", record.Person, record.Reason);
        }

        if (unusable.Count > MostRecords && unusable.Count > _told.Count)
        {
            logger.LogError("{Count} records are not used; GET /v1/upkeep lists them", unusable.Count);
        }

        _told = unusable;
    }

    void TellHolds()
    {
        var holds = register.Store.Holds;
        foreach (var hold in holds.Where(hold => !_held.Contains(hold.Kind)))
        {
            logger.LogError("{Kind} waits for a person: {Detail} Command: approve {Kind}", hold.Kind, hold.Detail, hold.Kind);
        }

        _held = [.. holds.Select(hold => hold.Kind)];
    }
}
