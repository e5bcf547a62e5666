using Microsoft.Extensions.Logging;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>Logs once what about the stored palms needs a person or more time, and once when that is over.</summary>
sealed class UpkeepReport(PalmRegister register, ILogger logger)
{
    const int MostRecords = 20;

    IReadOnlyList<UnusableRecord> _reported = [];
    IReadOnlyList<EventOverlap> _overlaps = [];
    HashSet<HoldKind> _held = [];
    bool _owed;
    bool _unfinished;

    /// <summary>Logs what has changed since the last call; call it periodically.</summary>
    public void Report()
    {
        TellRecords();
        TellHolds();
        TellOverlaps();
        if (register.Store.OwedScrub is { } owed)
        {
            if (!_owed)
            {
                logger.LogWarning("Deleted values have not been overwritten since {Since:u}: {Reason} This is retried until it succeeds",
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
            logger.LogError("{Count} deletions are not stored yet; their palms are no longer recognised", unfinished);
        }

        _unfinished = unfinished > 0;
    }

    void TellRecords()
    {
        var unusable = register.Unusable;
        foreach (var record in unusable.Except(_reported).Take(MostRecords))
        {
            logger.LogError("A record of person {Person} cannot be used: {Reason}", record.Person, record.Reason);
        }

        if (unusable.Count > MostRecords && unusable.Count > _reported.Count)
        {
            logger.LogError("{Count} records cannot be used; GET /v1/upkeep lists them", unusable.Count);
        }

        _reported = unusable;
    }

    void TellOverlaps()
    {
        var overlaps = register.Schedule.OverlapsFrom(register.Store.Time.GetUtcNow());
        foreach (var (kept, other) in overlaps.Except(_overlaps).Take(MostRecords))
        {
            logger.LogError("{Other} of {OtherParty} is at an entrance of {Venue} while {Kept} of {KeptParty} is, which counts there. Move one of them",
                other.Details.Name, other.Party, kept.Details.Venue, kept.Details.Name, kept.Party);
        }

        _overlaps = overlaps;
    }

    void TellHolds()
    {
        var holds = register.Store.Holds;
        foreach (var hold in holds.Where(hold => !_held.Contains(hold.Kind)))
        {
            logger.LogError("{Kind} waits for approval: {Detail} Command: approve {Kind}", hold.Kind, hold.Detail, hold.Kind);
        }

        _held = [.. holds.Select(hold => hold.Kind)];
    }
}
