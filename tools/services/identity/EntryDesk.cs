using Pedestal.Protocol;
using Pedestal.Matching;

namespace Pedestal.Identity;

/// <summary>Answers an entry: whose palm is it, and does that person's token hold a ticket for tonight.</summary>
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

    // Only an admission, a refusal of the ticket and being late answer a redemption; anything else means that ticketing and matcher do
    // not understand each other.
    static Decision Meaning(Decision decision) =>
        decision is Decision.Admitted or Decision.TooLate || DecisionTable.Of(decision).Refusal == Refusal.Ticket
            ? decision
            : Decision.Unavailable;
}
