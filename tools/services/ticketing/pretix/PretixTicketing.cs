using Microsoft.Extensions.Logging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Storage;
using Pedestal.Terminal;

namespace Pedestal.Ticketing;

/// <summary>
/// Tickets sold with pretix. The mirror decides, as for built-in tickets; where pretix is to decide, by setting or because a list has
/// rules that only pretix knows, what the mirror admitted is confirmed by pretix before the gate opens, and undone if it is not.
/// </summary>
sealed class PretixTicketing(
    BuiltInTickets local, TicketStore store, PretixMirror mirror, TicketingOptions options, TrustedTime time, ILogger<PretixTicketing> logger)
    : ITicketSystem
{
    const string By = "pretix";

    readonly TimeSpan _timeout = TimeSpan.FromMilliseconds(options.Pretix.TimeoutMilliseconds);

    // pretix takes its time, and decides for many at once.
    public int? AtOnce => null;

    public Task<IReadOnlyList<string>> EventsOfAsync(string code, TicketCall call, CancellationToken cancellation) =>
        local.EventsOfAsync(code, call, cancellation);

    public async Task<string?> FindFaultAsync(CancellationToken cancellation) =>
        await local.FindFaultAsync(cancellation) ?? mirror.Fault;

    public async Task<TicketOutcome> RedeemCodeAsync(
        PresentedCode presented, EntryAttempt attempt, TicketCall call, CancellationToken cancellation)
    {
        var here = await local.RedeemCodeAsync(presented, attempt, call, cancellation);
        var outcome = ListAt(attempt) is { } list && !presented.IsSigned
            ? await ConfirmedAsync(here, new PretixAttempt(list, attempt, presented.Code, IsPalm: false, call), cancellation) : here;
        return outcome.Decision == Decision.UnknownTicket && store.Database.Read(session => IsRevoked(session, presented.Code))
            ? TicketOutcome.NoTicket(RefusalReason.Replaced) : outcome;
    }

    public async Task<TicketOutcome> RedeemTokenAsync(
        byte[] token, int number, EntryAttempt attempt, TicketCall call, CancellationToken cancellation)
    {
        // Several tickets may fit a palm: which one it is has been decided here, and pretix is asked about that one's own code.
        var here = await local.RedeemTokenAsync(token, number, attempt, call, cancellation);
        return ListAt(attempt) is { } list && here.Decision == Decision.Admitted
            ? await ConfirmedAsync(here, new PretixAttempt(list, attempt, Code: null, IsPalm: true, call), cancellation) : here;
    }

    public Task<TicketOutcome> ReportPassageAsync(
        PassageReport report, Entrance entrance, string pedestal, TicketCall call, CancellationToken cancellation) =>
        local.ReportPassageAsync(report, entrance, pedestal, call, cancellation);

    public Task<(TicketOutcome Outcome, byte[]? Link)> OpenEnrolmentAsync(
        PresentedCode presented, Booth booth, TicketCall call, CancellationToken cancellation) =>
        local.OpenEnrolmentAsync(presented, booth, call, cancellation);

    public Task<Decision> CheckLinkAsync(byte[] link, string pedestal, TicketCall call, CancellationToken cancellation) =>
        local.CheckLinkAsync(link, pedestal, call, cancellation);

    public Task<TicketOutcome> BindTokenAsync(
        byte[] link, byte[] token, string pedestal, TicketCall call, CancellationToken cancellation) =>
        local.BindTokenAsync(link, token, pedestal, call, cancellation);

    public Task<TicketOutcome> CheckAccountAsync(
        PresentedCode? presented, byte[]? token, TicketCall call, CancellationToken cancellation) =>
        local.CheckAccountAsync(presented, token, call, cancellation);

    public Task<Decision> EndTokenAsync(byte[] digest, TicketCall call, CancellationToken cancellation) =>
        local.EndTokenAsync(digest, call, cancellation);

    public Task<GuestListReply> ChangesAsync(GuestCursor after, TicketCall call, CancellationToken cancellation) =>
        local.ChangesAsync(after, call, cancellation);

    // The list of the open event, if pretix is to decide about its guests.
    PretixMirrorList? ListAt(EntryAttempt attempt) =>
        (options.Pretix.Online || mirror.Lists.Any(list => list.NeedsPretix)) && store.Events.OpenAt(attempt.Entrance, time.GetUtcNow()) is { } open
        && mirror.Lists.FirstOrDefault(list => list.Number == open.Number) is { } list && (options.Pretix.Online || list.NeedsPretix)
            ? list : null;

    async Task<TicketOutcome> ConfirmedAsync(TicketOutcome here, PretixAttempt attempt, CancellationToken cancellation)
    {
        // What operators have decided here stands, a known ticket's exit needs nobody's consent, and a guest at another lane has it.
        if (here.Decision is not (Decision.Admitted or Decision.UnknownTicket or Decision.NoTicket or Decision.TicketUsed
            or Decision.NotLeft or Decision.TooEarly or Decision.EntryOver))
        {
            return here;
        }

        var now = time.GetUtcNow();
        var question = store.Database.Write(session => PretixOnline.Begin(
            session, attempt, here.Decision == Decision.Admitted, mirror.Uploads.NonceOf(attempt.Call.Key), now));
        if (question is not { IsOpen: true })
        {
            return question is { IsRefused: true } ? Decision.Unavailable : here;
        }

        TicketOutcome said;
        PretixPosition? position = null;
        try
        {
            var answer = await mirror.Sender.RedeemAsync(
                question.Secret, attempt.List.Setting.Id, attempt.At.Terms.Direction, question.At, question.Nonce, force: false,
                attempt.Call.Budget < _timeout ? attempt.Call.Budget : _timeout, cancellation);
            said = attempt.At.IsExit ? PretixReasons.OfExit(answer)
                : PretixReasons.OfEntry(answer, attempt.IsPalm, attempt.List.Details.AllowEntryAfterExit, now);
            position = answer.Position;
            if (answer.Reason is not null)
            {
                logger.LogInformation("pretix refuses {Request}: {Reason} {Explanation}",
                    attempt.Call.Key, TerminalText.Safe(answer.Reason, 40), TerminalText.Safe(answer.ReasonExplanation, 200));
            }
        }
        catch (PretixException e)
        {
            logger.LogWarning("pretix did not decide {Request}: {Reason}", attempt.Call.Key, e.Message);
            said = Decision.Unavailable;
        }

        return store.Database.Write(session => End(session, here, said, question, attempt, position, now));
    }

    TicketOutcome End(Session session, TicketOutcome here, TicketOutcome said, PretixQuestion question, PretixAttempt attempt,
        PretixPosition? position, DateTimeOffset now)
    {
        if (said.Decision is Decision.Admitted or Decision.Left)
        {
            // Bought or freed since pretix was read: the entry is new here too.
            var number = question.Entry;
            if (number is null)
            {
                mirror.Learn(session, attempt.List, position, now);
                number = PretixOnline.Enter(session, question.Secret, attempt, now);
            }

            PretixOnline.Confirm(session, question.Nonce, number, now);
            return here.Decision == said.Decision ? here : said;
        }

        if (question.Entry is { } entered)
        {
            PretixOnline.Undo(session, entered, By, said, now);
        }

        PretixOnline.Close(session, question.Nonce, isAnswered: said.Decision != Decision.Unavailable);
        return said;
    }

    static bool IsRevoked(Session session, string code) => session.Value(
        "SELECT 1 FROM pretix_secrets WHERE secret = @code AND state = 'revoked'", ("code", code)) is not null;
}
