using Pedestal.Matching;
using Pedestal.Protocol;

namespace Pedestal.Identity;

/// <summary>Decides an entry: whose palm it is, and whether that person's token has a ticket for tonight.</summary>
public sealed class EntryDesk(PalmRegister register, ITicketing ticketing, TimeProvider time)
{
    /// <summary>Identifies the probe and redeems the ticket behind it.</summary>
    public async Task<MatchReply> EnterAsync(
        PedestalRequest request, ReadOnlyMemory<byte> probe, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        if (VeinTemplate.TryParse(probe.Span, out var template) != TemplateStatus.Ok)
        {
            return new MatchReply { Decision = Decision.Refused };
        }

        var match = register.Gallery.Identify(template!);
        if (match.IsCopy)
        {
            return new MatchReply { Decision = Decision.Refused };
        }

        var token = match.Palm is { } palm ? FindToken(palm) : null;
        var searched = time.GetElapsedTime(started);
        var reply = new MatchReply { MatchMicroseconds = Microseconds.Of(searched) };
        if (token is null)
        {
            reply.Decision = Decision.NotRecognised;
            return reply;
        }

        var budget = request.TicketBudget(searched);
        if (budget <= TimeSpan.Zero)
        {
            reply.Decision = Decision.TooLate;
            return reply;
        }

        var decision = await ticketing.RedeemAsync(token, request, budget, cancellation);
        reply.Decision = Meaning(decision);
        reply.TicketMicroseconds = Microseconds.Of(time.GetElapsedTime(started) - searched);
        return reply;
    }

    byte[]? FindToken(long palm)
    {
        var token = register.Store.Tokens.Find(palm, RelyingParty.Ticketing);
        if (token is not null)
        {
            register.Store.NoteUse(palm);
        }

        return token;
    }

    // A redemption is admitted, refused because of the ticket, or too late; anything else means that ticketing and matcher have
    // incompatible versions.
    static Decision Meaning(Decision decision) =>
        decision is Decision.Admitted or Decision.TooLate || DecisionTable.Of(decision).Refusal == Refusal.Ticket
            ? decision
            : Decision.Unavailable;
}
