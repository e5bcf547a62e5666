using System.Data.Common;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Turns a ticket request into its reply: checks what the device may do, and consults the ticket system.</summary>
sealed class TicketDesk(
    KeyRing keys, ITicketSystem tickets, TicketingOptions options, RotatingCodes codes, OfflineDesk offline,
    TicketingMetrics metrics, TimeProvider time, ILogger logger, RefusalTally? refusals = null, TicketStore? store = null)
{
    readonly IDeletionLinks _deletions = store is null ? new OpenDeletions(time) : new StoredDeletions(store.Database, time);
    readonly WarningThrottle _throttle = new(time, TimeSpan.FromMinutes(1));

    /// <summary>
    /// The reply to a request. What only has to be queued for the database begins on the caller's thread; everything else may wait for
    /// the database, and so begins on one of the pool: the caller has others to receive.
    /// </summary>
    internal Task<byte[]> AnswerAsync(SealedRequest sealedRequest, CancellationToken cancellation)
    {
        var request = new TicketRequest();
        var isRead = request.Read(sealedRequest.Body);
        return isRead && request.Purpose is TicketPurpose.RedeemToken or TicketPurpose.ReportPassage
            ? AnswerAsync(sealedRequest, request, cancellation)
            : Task.Run(() => AnswerAsync(sealedRequest, isRead ? request : null, cancellation), cancellation);
    }

    async Task<byte[]> AnswerAsync(SealedRequest sealedRequest, TicketRequest? request, CancellationToken cancellation)
    {
        var reply = new TicketReply { Decision = Decision.Refused };
        var call = TicketCall.Of(sealedRequest.Device, sealedRequest.RequestId, sealedRequest.Remaining);
        if (options.IsMatcher(sealedRequest.Device) && GuestListRequest.Read(sealedRequest.Body) is { } following)
        {
            return await ChangesAsync(following.Cursor, call, cancellation);
        }

        if (TokenEnd.TryRead(sealedRequest.Body, out var digest))
        {
            reply.Decision = await EndAsync(sealedRequest.Device, digest, call, cancellation);
        }
        else if (request is null)
        {
            logger.LogWarning("{Device} sent a ticket request that this version cannot read", sealedRequest.Device);
        }
        else if (!MayAsk(sealedRequest.Device, request))
        {
            logger.LogWarning("{Device} may not request {Purpose}: its keys are for {Roles}. \"provision\" sets roles",
                sealedRequest.Device, request.Purpose, keys.RolesOf(sealedRequest.Device).Text());
            reply.Decision = Decision.WrongRole;
            metrics.Decided(request.Purpose, EntranceOf(sealedRequest.Device), reply.Decision);
        }
        else if (!SaysWhere(request, sealedRequest.Device))
        {
            logger.LogWarning("{Device} does not name the pedestal where a palm was shown", sealedRequest.Device);
        }
        else
        {
            // The request comes from the matcher, but the entry is the pedestal's, under the id known there.
            var isPalm = PalmRedemption.TryRead(request, out var palm);
            var device = isPalm ? palm.Pedestal : sealedRequest.Device;
            call = isPalm ? TicketCall.Of(device, palm.RequestId, sealedRequest.Remaining) : call;
            using var scope = isPalm ? palm.BeginScope(logger) : null;

            var outcome = await DecideAsync(request, device, call, reply, cancellation);
            (reply.Decision, reply.Notes) = (outcome.Decision, outcome.Notes);
            Count(request.Purpose, EntranceOf(device), outcome);

            // A pedestal that waits for a confirmation polls twice a second; a passage that was expected is in the log of entries.
            logger.Log(
                outcome.Decision == Decision.ConfirmationAwaited && request.Purpose == TicketPurpose.CheckLink
                    || outcome.Decision == Decision.Noted && request.Purpose == TicketPurpose.ReportPassage
                    ? LogLevel.Debug : LogLevel.Information,
                "{Device} {Purpose}: {Outcome} in {Microseconds:F0} us",
                device, request.Purpose, outcome, sealedRequest.Elapsed.TotalMicroseconds);
        }

        reply.TicketMicroseconds = (uint)sealedRequest.Elapsed.TotalMicroseconds;
        return Written(reply);
    }

    internal static byte[] Fallback(Decision decision, byte notes) => Written(new TicketReply { Decision = decision, Notes = notes });

    // Some requests of the matcher do not say where they come from.
    string EntranceOf(string device) => options.IsMatcher(device) ? "" : keys.EntranceOf(device);

    void Count(TicketPurpose purpose, string entrance, TicketOutcome outcome)
    {
        metrics.Decided(purpose, entrance, outcome);
        if (purpose is TicketPurpose.RedeemCode or TicketPurpose.RedeemToken)
        {
            refusals?.Count(entrance, outcome);
        }
    }

    // The matcher's own requests have no role, and no pedestal can be given one.
    bool MayAsk(string device, TicketRequest request) => request.Purpose switch
    {
        TicketPurpose.RedeemToken or TicketPurpose.BindToken or TicketPurpose.CheckDeletion => options.IsMatcher(device),
        TicketPurpose.CheckLink when options.IsMatcher(device) => true,
        _ when options.IsMatcher(device) => false,
        TicketPurpose.OpenDeletion => keys.RolesOf(device).HasFlag(DeviceRoles.Deletion),
        TicketPurpose.OpenEnrolment or TicketPurpose.CheckLink => keys.RolesOf(device).HasFlag(DeviceRoles.Enrolment),
        _ => keys.RolesOf(device).HasFlag(DirectionOf(request) == Direction.Out ? DeviceRoles.Exit : DeviceRoles.Entry),
    };

    static Direction? DirectionOf(TicketRequest request)
    {
        var report = new PassageReport();
        return request.Purpose == TicketPurpose.RedeemCode ? PassageTerms.Read(request.Link, 0)?.Direction
            : report.Read(request) ? report.Direction : null;
    }

    async Task<TicketOutcome> DecideAsync(
        TicketRequest request, string device, TicketCall call, TicketReply reply, CancellationToken cancellation)
    {
        var code = request.Code.AsSpan(0, request.CodeLength).ToArray();
        var entrance = new Entrance(options.Venue, keys.EntranceOf(device));
        switch (request.Purpose)
        {
            case TicketPurpose.RedeemToken when PalmRedemption.TryRead(request, out var palm):
                return await tickets.RedeemTokenAsync(
                    palm.Token, palm.Event, new EntryAttempt(entrance, device, palm.Terms), call, cancellation);
            case TicketPurpose.BindToken when LinkRequest.TryRead(request, out var link):
                return await tickets.BindTokenAsync(link.Link, link.Token!, link.Pedestal, call, cancellation);
            case TicketPurpose.CheckLink:
                var pedestal = LinkRequest.TryRead(request, out var asked) ? asked.Pedestal : device;
                return await tickets.CheckLinkAsync(request.Link, pedestal, call, cancellation);
            case TicketPurpose.CheckDeletion when LinkRequest.TryRead(request, out var deletion):
                return await CheckDeletionAsync(deletion, call, cancellation);
            case TicketPurpose.OpenOffline:
                return offline.Open(device, request);
            case TicketPurpose.ReportOffline:
                return offline.Report(device, request);
            case TicketPurpose.ReportPassage:
                var passage = new PassageReport();
                return passage.Read(request)
                    ? await tickets.ReportPassageAsync(passage, entrance, device, call, cancellation) : Decision.Refused;
        }

        var events = RotatingCodes.ClaimedBy(code) is { } claimed ? await tickets.EventsOfAsync(claimed, call, cancellation) : [];
        if (codes.Read(code, time.GetUtcNow(), events, out var reason) is not { } ticket)
        {
            return TicketOutcome.UnknownTicket(reason);
        }

        if (request.Purpose == TicketPurpose.RedeemCode)
        {
            return PassageTerms.Read(request.Link, 0) is not { } terms ? Decision.Refused
                : terms.Direction == Direction.In && offline.IsOtherLanes(device, ticket) ? Decision.OtherLane
                : await tickets.RedeemCodeAsync(ticket, new EntryAttempt(entrance, device, terms), call, cancellation);
        }

        if (request.Purpose == TicketPurpose.OpenDeletion)
        {
            var owner = await tickets.CheckAccountAsync(ticket, token: null, call, cancellation);
            (owner.Decision == Decision.DeletionOpened ? _deletions.Open(device, ticket) : null)?.CopyTo(reply.Link, 0);
            return owner;
        }

        var booth = new Booth(device, options.BoothsInside.Contains(device), entrance);
        var (outcome, opened) = await tickets.OpenEnrolmentAsync(ticket, booth, call, cancellation);
        opened?.CopyTo(reply.Link, 0);
        return outcome;
    }

    // A link of zeros means that no code was shown. A link that opens nothing is refused like a stranger's.
    async Task<TicketOutcome> CheckDeletionAsync(LinkRequest deletion, TicketCall call, CancellationToken cancellation)
    {
        var isWithout = deletion.Link.All(b => b == 0);
        var code = isWithout ? null : _deletions.Find(deletion.Pedestal, deletion.Link);
        return isWithout || code is not null
            ? await tickets.CheckAccountAsync(code, deletion.Token, call, cancellation)
            : Decision.Refused;
    }

    // The matcher must name the pedestal where a palm is shown; a pedestal speaks for itself and names none.
    bool SaysWhere(TicketRequest request, string device) => request.Purpose switch
    {
        TicketPurpose.RedeemToken => PalmRedemption.TryRead(request, out _),
        TicketPurpose.BindToken or TicketPurpose.CheckDeletion => LinkRequest.TryRead(request, out _),
        TicketPurpose.CheckLink => options.IsMatcher(device) ? LinkRequest.TryRead(request, out _) : request.CodeLength == 0,
        _ => true,
    };

    async Task<Decision> EndAsync(string device, byte[] digest, TicketCall call, CancellationToken cancellation)
    {
        if (!options.IsMatcher(device))
        {
            logger.LogWarning("{Device} may not end tokens", device);
            return Decision.Refused;
        }

        var decision = await tickets.EndTokenAsync(digest, call, cancellation);
        logger.LogInformation("{Device} ends a token: {Decision}", device, decision);
        return decision;
    }

    // Asked for twice a second, whatever the state of the tickets.
    async Task<byte[]> ChangesAsync(GuestCursor after, TicketCall call, CancellationToken cancellation)
    {
        try
        {
            return (await tickets.ChangesAsync(after, call, cancellation)).Write();
        }
        catch (Exception e) when (e is StorageException or DbException)
        {
            if (_throttle.Passes(PartyNames.Matcher, "changes", out var leftOut))
            {
                logger.LogError(e, "The guest lists cannot be read; {LeftOut} more failures were not logged", leftOut);
            }

            return new GuestListReply { Status = GuestListStatus.Unavailable }.Write();
        }
    }

    static byte[] Written(TicketReply reply)
    {
        var body = new byte[TicketReply.Length];
        reply.Write(body);
        return body;
    }
}
