using System.Data.Common;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging.Guests;
using Pedestal.Storage;
using GuestPage = Pedestal.Identity.GuestPage;

namespace Pedestal.Matcher;

/// <summary>How far one party's guest lists are followed.</summary>
/// <param name="Party">The party.</param>
/// <param name="AgeSeconds">Seconds since its lists were known to be complete; null if that has not been yet.</param>
/// <param name="Unknown">Entries that name a token nobody has (yet).</param>
/// <param name="Fault">Why its lists cannot be followed; null while they are.</param>
sealed record GuestListState(string Party, double? AgeSeconds, long Unknown, string? Fault);

/// <summary>
/// Follows one party's guest lists: asks for what has changed after its cursor, page after page, and has each page applied
/// before the next is asked for.
/// </summary>
sealed class GuestListFollower(string party, IReadOnlyList<SealedTicketing> ways, GuestListMirror mirror, TimeProvider time, ILogger logger)
{
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim _turn = new(1, 1);
    GuestCursor? _cursor;
    long _known;
    long _complete;
    volatile string? _fault = "Its guest lists have not been read yet.";

    /// <summary>How far it is.</summary>
    public GuestListState State => new(
        party, Volatile.Read(ref _complete) is var at and not 0 ? time.GetElapsedTime(at).TotalSeconds : null, Interlocked.Read(ref _known), _fault);

    /// <summary>Reads all changes that there are now. False, with a fault, if it could not.</summary>
    public async Task<bool> FollowAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        var before = _fault;
        try
        {
            _fault = await ReadAsync(cancellation);
        }
        catch (Exception e) when (e is StorageException or DbException or PalmStoreException)
        {
            // Nothing of the page is stored; it is asked for again from where the store is.
            (_cursor, _fault) = (null, $"The palms' database does not take its guest lists: {e.Message}");
        }
        finally
        {
            _turn.Release();
        }

        if (_fault is { } fault && fault != before)
        {
            logger.LogWarning("The guest lists of {Party} are not followed: {Fault} The lists read before stay in force", party, fault);
        }
        else if (_fault is null && before is not null)
        {
            logger.LogInformation("The guest lists of {Party} are followed", party);
        }

        return _fault is null;
    }

    /// <summary>Counts the entries without a token anew; tokens come without a change of the lists.</summary>
    public void CountUnknown() => Interlocked.Exchange(ref _known, mirror.UnknownOf(party));

    async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        var hasStartedOver = false;
        while (true)
        {
            var begun = time.GetTimestamp();
            var cursor = _cursor ??= GuestCursor.Read(mirror.CursorOf(party));
            switch (await AskAsync(cursor, cancellation))
            {
                case { Status: GuestListStatus.Ok } page when !page.HasMore || page.Next != cursor:
                    Apply(page, cursor);
                    if (!page.HasMore)
                    {
                        Volatile.Write(ref _complete, begun);
                        return null;
                    }

                    break;
                case { Status: GuestListStatus.UnknownCursor } when !hasStartedOver:
                    logger.LogWarning("{Party} does not know how far its guest lists were read; they are read from the beginning", party);
                    mirror.StartOver(party, BytesOf(cursor));
                    (_cursor, hasStartedOver) = (null, true);
                    break;
                case { Status: GuestListStatus.Unavailable }:
                    return "Its ticketing cannot read them now. Its log says why.";
                case null:
                    return ways.Select(way => way.Fault).FirstOrDefault(fault => fault is not null)
                        ?? "Its ticketing does not answer, or is of a version without guest lists.";
                default:
                    return "Its ticketing answers in a circle. Both services must have the same version.";
            }
        }
    }

    // The way over another venue serves as well: it leads to the same party.
    async Task<GuestListReply?> AskAsync(GuestCursor cursor, CancellationToken cancellation)
    {
        foreach (var way in ways)
        {
            if (await way.FollowAsync(cursor, Budget, cancellation) is { } reply)
            {
                return reply;
            }
        }

        return null;
    }

    void Apply(GuestListReply page, GuestCursor before)
    {
        if (page.Changes.Count == 0 && page.Next == before)
        {
            return;
        }

        // Where another matcher has gone on, so does this one.
        _cursor = mirror.Apply(party, GuestPage.Of(page), BytesOf(before)) ? page.Next : null;
        if (!page.HasMore)
        {
            CountUnknown();
        }
    }

    static byte[] BytesOf(GuestCursor cursor)
    {
        var bytes = new byte[GuestCursor.Length];
        cursor.Write(bytes);
        return bytes;
    }
}
