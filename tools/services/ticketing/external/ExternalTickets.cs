using Microsoft.Extensions.Logging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// Tickets of an external system, used over HTTP as EXTERNAL.md describes. Whatever it does except deciding in time is <see
/// cref="Decision.Unavailable"/>. Which event is open is decided here, by the times that the system tells.
/// </summary>
public sealed class ExternalTickets : ITicketSystem, IDisposable
{
    internal const int LongestAnswer = ExternalContract.LongestDecision;

    static readonly ExternalReply Unavailable = new(Decision.Unavailable, null);

    readonly ExternalClient _client;
    readonly ExternalEvents _events;
    readonly TimeProvider _time;

    /// <summary>Creates the connector; it connects with the first request.</summary>
    /// <exception cref="InvalidOperationException">A setting or the key file cannot be used.</exception>
    public ExternalTickets(TicketingOptions options, TimeProvider time, ILogger<ExternalTickets> logger)
    {
        _client = new ExternalClient(options, time, logger);
        _events = new ExternalEvents(_client, time);
        _time = time;
    }

    /// <inheritdoc/>
    public int? AtOnce => null;

    /// <inheritdoc/>
    public Task<string?> FindFaultAsync(CancellationToken cancellation) => _client.FindFaultAsync(cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> EventsOfAsync(string code, TicketCall call, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        return [.. (await _events.GetAsync(cancellation) ?? []).Where(e => !EventSchedule.IsOver(e, now)).Select(e => e.Name)];
    }

    /// <inheritdoc/>
    public async Task<TicketOutcome> RedeemCodeAsync(
        PresentedCode presented, EntryAttempt attempt, TicketCall call, CancellationToken cancellation) =>
        await PassAsync(
            attempt, events => EventSchedule.OpenAt(events, attempt.Entrance, _time.GetUtcNow()),
            open => new
            {
                @event = open?.Name, code = presented.Code, signed = presented.IsSigned, step = StepOf(presented),
                direction = WordOf(attempt.Terms.Direction), entrance = attempt.Entrance.Name, passageSeconds = attempt.Terms.Seconds,
            },
            call, cancellation);

    /// <inheritdoc/>
    public async Task<TicketOutcome> RedeemTokenAsync(
        byte[] token, int number, EntryAttempt attempt, TicketCall call, CancellationToken cancellation) =>
        await PassAsync(
            attempt,
            events => events.FirstOrDefault(e => e.Number == number && e.IsAt(attempt.Entrance.Venue, attempt.Entrance.Name)
                && e.IsOpenAt(_time.GetUtcNow())),
            open => new
            {
                @event = open?.Name, token = Hex(token), direction = WordOf(attempt.Terms.Direction), entrance = attempt.Entrance.Name,
                passageSeconds = attempt.Terms.Seconds,
            },
            call, cancellation);

    /// <inheritdoc/>
    public Task<TicketOutcome> ReportPassageAsync(
        PassageReport report, Entrance entrance, string pedestal, TicketCall call, CancellationToken cancellation) =>
        AskAsync(
            ExternalContract.Passages,
            new
            {
                request = _client.KeyOf(TicketCall.KeyOf(pedestal, report.RequestId)), outcome = WordOf(report.Outcome),
                direction = WordOf(report.Direction), entrance = entrance.Name,
                at = report.UnixSeconds > 0 ? EventTime.Text(DateTimeOffset.FromUnixTimeSeconds(report.UnixSeconds)) : null,
            },
            call, cancellation);

    /// <inheritdoc/>
    public async Task<(TicketOutcome Outcome, byte[]? Link)> OpenEnrolmentAsync(
        PresentedCode presented, Booth booth, TicketCall call, CancellationToken cancellation)
    {
        var open = EventSchedule.OpenAt(await _events.GetAsync(cancellation) ?? [], booth.Entrance, _time.GetUtcNow());
        var reply = await _client.DecideAsync(
            ExternalContract.Enrolments,
            new
            {
                @event = open?.Name, code = presented.Code, signed = presented.IsSigned, step = StepOf(presented),
                pedestal = booth.Pedestal, inside = booth.IsInside,
            },
            call, cancellation) ?? Unavailable;
        return (reply.Decision, reply.Link);
    }

    /// <inheritdoc/>
    public async Task<Decision> CheckLinkAsync(byte[] link, string pedestal, TicketCall call, CancellationToken cancellation) =>
        (await AskAsync(ExternalContract.Links, new { link = Hex(link), pedestal }, call, cancellation)).Decision;

    /// <inheritdoc/>
    public Task<TicketOutcome> BindTokenAsync(
        byte[] link, byte[] token, string pedestal, TicketCall call, CancellationToken cancellation) =>
        AskAsync(ExternalContract.Bindings, new { link = Hex(link), token = Hex(token), pedestal }, call, cancellation);

    /// <inheritdoc/>
    public Task<TicketOutcome> CheckAccountAsync(
        PresentedCode? presented, byte[]? token, TicketCall call, CancellationToken cancellation) =>
        AskAsync(
            ExternalContract.Deletions,
            new { code = presented?.Code, signed = presented?.IsSigned, token = token is null ? null : Hex(token) },
            call, cancellation);

    /// <inheritdoc/>
    public async Task<Decision> EndTokenAsync(byte[] digest, TicketCall call, CancellationToken cancellation) =>
        (await AskAsync(ExternalContract.Endings, new { tokenDigest = Hex(digest) }, call, cancellation)).Decision;

    /// <inheritdoc/>
    public async Task<GuestListReply> ChangesAsync(GuestCursor after, TicketCall call, CancellationToken cancellation)
    {
        // Events are longer than guests: a page with some of them may need to be a smaller one.
        for (var most = GuestListReply.MostMembers; most > 0; most /= 2)
        {
            var changes = await _client.ReadAsync(
                ExternalLists.Guests, new { after = after.ToString(), most }, call, cancellation);
            if (changes is not { IsKnown: true })
            {
                return new GuestListReply { Status = changes is null ? GuestListStatus.Unavailable : GuestListStatus.UnknownCursor };
            }

            var page = new GuestListReply { Next = changes.Next, HasMore = changes.HasMore };
            if (changes.Changes.All(page.TryAdd))
            {
                return page;
            }
        }

        return new GuestListReply { Status = GuestListStatus.Unavailable };
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    async Task<TicketOutcome> AskAsync(
        ExternalPath<ExternalReply> path, object body, TicketCall call, CancellationToken cancellation)
    {
        var reply = await _client.DecideAsync(path, body, call, cancellation) ?? Unavailable;
        return new TicketOutcome(reply.Decision, Notes: reply.Notes);
    }

    // Guests leave whether or not an event is open.
    async Task<TicketOutcome> PassAsync(EntryAttempt attempt, Func<IReadOnlyList<EventDetails>, EventDetails?> openAt,
        Func<EventDetails?, object> body, TicketCall call, CancellationToken cancellation)
    {
        var events = await _events.GetAsync(cancellation);
        var open = events is null ? null : openAt(events);
        return attempt.IsExit ? await AskAsync(ExternalContract.Exits, body(open), call, cancellation)
            : events is null ? Decision.Unavailable
            : open is null ? Decision.NoEvent
            : await AskAsync(ExternalContract.Redemptions, body(open), call, cancellation);
    }

    static string WordOf(Direction direction) => direction == Direction.In ? "in" : "out";

    static string WordOf(PassageOutcome outcome) => outcome switch
    {
        PassageOutcome.Passed => "passed",
        PassageOutcome.NotPassed => "notPassed",
        _ => "unadmitted",
    };

    static long? StepOf(PresentedCode presented) => presented.IsSigned ? presented.Step : null;

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
