using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>What an operator's requests do, with the services of the present host.</summary>
sealed class HandDesk(IServiceProvider ticketing, ILaneOpener lanes, string by)
{
    readonly TicketStore _store = ticketing.GetRequiredService<TicketStore>();
    readonly RefusalTally _tally = ticketing.GetRequiredService<RefusalTally>();
    readonly string _venue = ticketing.GetRequiredService<TicketingOptions>().Venue;
    readonly DateTimeOffset _now = ticketing.GetRequiredService<TrustedTime>().GetUtcNow();
    readonly ILogger _logger = ticketing.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HandEndpoints));

    public IResult Find(LookupRequest request) => Guarded(() => (request.Code, request.Account, request.Search) switch
    {
        ({ } code, null, null) => TypedResults.Ok(new LookupResult(_store.Lookup.Find(HandText.Code(code)) is { } found ? [found] : [])),
        (null, { } account, null) => TypedResults.Ok(new LookupResult(_store.Lookup.OfAccount(HandText.Account(account)))),
        (null, null, { } text) => TypedResults.Ok(new LookupResult(_store.Lookup.Search(HandText.Search(text)))),
        _ => throw new HandException(HandFault.Invalid, "Give either \"code\" or \"account\", or \"search\"."),
    });

    public IResult History(HistoryRequest request) => Guarded(() => TypedResults.Ok(
        _store.Lookup.HistoryOf(HandText.Code(request.Code), _venue, _now) ?? throw HandException.NoTicket()));

    public Task<IResult> AdmitAsync(AdmissionRequest request) => GuardedAsync(async () =>
    {
        var (code, reason, lane) = (HandText.Code(request.Code), HandText.Reason(request.Reason), LaneOf(request.Lane));
        var admission = _store.ByHand.Admit(code, lane, by, reason, _now, HandText.RequestKey(request.Request), request.LastEntry);
        if (admission.IsRepeat)
        {
            return TypedResults.Ok(admission);
        }

        // From here on a caller who hangs up changes nothing: the gate opens or the entry is undone.
        if (await lanes.OpenAsync(lane.Pedestal, CancellationToken.None) is { } fault)
        {
            _store.ByHand.Undo(admission.Entry, by, "the lane did not open", _now);
            _logger.LogWarning("{Operator} admitted by hand at {Lane}, which did not open: {Fault}", by, lane.Pedestal, fault);
            return Problem(StatusCodes.Status502BadGateway,
                $"{fault} The entry is undone. If the gate opened all the same and the guest went in, admit again at another lane.");
        }

        _logger.LogInformation("{Operator} admitted by hand at {Lane}", by, lane.Pedestal);
        return TypedResults.Ok(admission);
    });

    public IResult Undo(UndoRequest request) => Guarded(() =>
    {
        var number = request.Entry
            ?? throw new HandException(HandFault.Invalid, "Give \"entry\", the number of an entry of a ticket's history.");
        _store.ByHand.Undo(number, by, HandText.Reason(request.Reason), _now);
        _logger.LogInformation("{Operator} undid entry {Entry}", by, number);
        return TypedResults.Ok(request);
    });

    public IResult Block(BlockRequest request) => Guarded(() =>
    {
        var (code, reason) = (HandText.Code(request.Code), HandText.Reason(request.Reason));
        var isBlocked = request.Blocked ?? throw new HandException(HandFault.Invalid, "Give \"blocked\", true or false.");
        if (isBlocked)
        {
            _store.ByHand.Block(code, by, reason, _now);
        }
        else
        {
            _store.ByHand.Unblock(code, by, reason, _now);
        }

        _logger.LogInformation("{Operator} {What} a ticket", by, isBlocked ? "blocked" : "unblocked");
        return TypedResults.Ok(request);
    });

    public ActList Acts(DateTimeOffset? since) => new(_store.Acts.Since(since ?? _now.AddDays(-1)));

    // What was refused until now is in the numbers.
    public AttendanceList AllAttendance(int minutes)
    {
        _tally.Write();
        return new(_store.Reports.OfOpen(_venue, _now, minutes));
    }

    public IResult AttendanceOf(string name, int minutes)
    {
        _tally.Write();
        return _store.Reports.Of(name, _venue, _now, minutes) is { } found
            ? TypedResults.Ok(found)
            : Problem(StatusCodes.Status404NotFound, "There is no event of this name. GET /v1/tickets/events lists them.");
    }

    // The entrance of a lane is in ticketing's key file, as for every request of its pedestal.
    Lane LaneOf(string? pedestal)
    {
        var keys = ticketing.GetRequiredService<KeyRing>();
        return pedestal is null ? throw new HandException(HandFault.Invalid, "Give \"lane\", the name of the pedestal whose gate is to open.")
            : keys.TryGet(pedestal, out _) && !PartyNames.IsMatcher(pedestal)
                ? new Lane(new Entrance(_venue, keys.EntranceOf(pedestal)), pedestal)
            : throw new HandException(HandFault.Unknown, "There is no pedestal of this name here.");
    }

    static IResult Guarded(Func<IResult> action) => GuardedAsync(() => Task.FromResult(action())).GetAwaiter().GetResult();

    static async Task<IResult> GuardedAsync(Func<Task<IResult>> action)
    {
        try
        {
            return await action();
        }
        catch (HandException e)
        {
            return Problem(e.Fault switch
            {
                HandFault.Unknown => StatusCodes.Status404NotFound,
                HandFault.Invalid => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status409Conflict,
            }, e.Message);
        }
    }

    static IResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
