using Pedestal.Matching;
using Pedestal.Protocol;

namespace Pedestal.Identity;

/// <summary>
/// Decides an entry: which event is open at the pedestal's entrance, which guest's palm it is, and whether the party of the
/// event admits that guest's token.
/// </summary>
public sealed class EntryDesk(PalmRegister register, Parties parties, TimeProvider time)
{
    /// <summary>Identifies the probe and redeems the ticket behind it, for a passage on these terms.</summary>
    public async Task<MatchReply> EnterAsync(
        PedestalRequest request, PassageTerms terms, ReadOnlyMemory<byte> probe, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        if (VeinTemplate.TryParse(probe.Span, out var template) != TemplateStatus.Ok)
        {
            return new MatchReply { Decision = Decision.Refused };
        }

        if (register.Schedule.OpenAt(request.Venue, request.Entrance, register.Store.Time.GetUtcNow()) is not { } show)
        {
            return new MatchReply { Decision = register.AreGalleriesLoaded ? Decision.NoEvent : Decision.Unavailable };
        }

        if (register.Galleries.Find(show) is not { } gallery || parties.Find(show.Party, request.Venue) is not { } ticketing)
        {
            return new MatchReply { Decision = Decision.Unavailable };
        }

        var match = gallery.Identify(template!);
        if (match.IsCopy)
        {
            return new MatchReply { Decision = Decision.Refused };
        }

        var token = match.Palm is { } palm ? FindToken(palm, show.Party) : null;
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
            (reply.Decision, reply.Notes) = (Decision.TooLate, AdmissionNotes.NotBegun);
            return reply;
        }

        var redemption = await ticketing.RedeemAsync(token, show.Number, terms, request, budget, cancellation);
        reply.Decision = Meaning(redemption.Decision);
        reply.Notes = redemption.Notes;
        reply.TicketMicroseconds = Microseconds.Of(time.GetElapsedTime(started) - searched);
        return reply;
    }

    byte[]? FindToken(long palm, string party)
    {
        var token = register.Store.Tokens.Find(palm, party);
        if (token is not null)
        {
            register.Store.NoteUse(palm);
        }

        return token;
    }

    // A guest is admitted, leaves, is refused because of the ticket, or is too late; anything else means that ticketing and matcher
    // have incompatible versions.
    static Decision Meaning(Decision decision) =>
        decision is Decision.Admitted or Decision.Left or Decision.TooLate or Decision.NoEvent || DecisionTable.Of(decision).Refusal == Refusal.Ticket
            ? decision
            : Decision.Unavailable;
}
