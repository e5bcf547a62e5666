using Pedestal.Protocol;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>
/// Deletes at the pedestal: whoever shows a palm there twice is deleted. The person must be the same both times, and the captures
/// must differ as two of a lifted palm do: one recorded capture, or what can be made of it, deletes nobody. Between the looks the
/// first capture is kept in memory, for a short time. Whose guest has an account must have shown a code of it: ticketing knows.
/// </summary>
public sealed class DeletionLooks(PalmRegister register, ITicketing ticketing, DeletionDesk desk, TimeProvider time)
{
    /// <summary>
    /// How much farther two captures of a palm that was lifted in between are from one another than a capture is from itself, at
    /// least; phantoms have 0.14 with a standard deviation of 0.02. A shift or a turn of one capture has nothing, and one with as
    /// many bits changed at random is hardly recognised.
    /// </summary>
    public const double LeastDifference = 0.085;

    /// <summary>How long the second look may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Lock _lock = new();
    readonly Dictionary<string, First> _first = [];

    /// <summary>
    /// Answers a look: SampleAccepted after the first, Deleted after the second, NotRecognised, or Refused when the second
    /// has no first one of the same person or is made of it, or either is an enrolled template itself.
    /// </summary>
    public async Task<MatchReply> LookAsync(PedestalRequest request, MatchRequest look, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        if (VeinTemplate.TryParse(look.Template, out var template) != TemplateStatus.Ok)
        {
            return new MatchReply { Decision = Decision.Refused };
        }

        var match = register.Gallery.Identify(template!);
        var person = match.Palm is { } found ? register.Store.PersonOf(found) : null;
        var reply = new MatchReply
        {
            MatchMicroseconds = Microseconds.Of(time.GetElapsedTime(started)),
            Decision = match.IsCopy ? Decision.Refused
                : person is not { } known ? Decision.NotRecognised
                : look.Sample == 0 ? await BeginAsync(request, match.Palm!.Value, new First(
                    known, template!, [.. look.Link], time.GetTimestamp()), started, cancellation)
                : IsSecond(request.Device, known, template!, look.Link) ? Decision.Deleted
                : Decision.Refused,
        };
        if (reply.Decision == Decision.Deleted)
        {
            await DeleteAsync(match.Palm!.Value, request, cancellation);
        }

        return reply;
    }

    async Task DeleteAsync(long palm, PedestalRequest request, CancellationToken cancellation)
    {
        register.DeletePersonOf(palm, DeletionReason.Request);
        try
        {
            await desk.SendEndingsAsync(cancellation).WaitAsync(
                request.TicketBudget(TimeSpan.Zero), time, cancellation);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The palms are gone; ticketing is told again until it has forgotten the token.
        }
    }

    async Task<Decision> BeginAsync(
        PedestalRequest request, long palm, First first, long started, CancellationToken cancellation)
    {
        if (register.Store.Tokens.Find(palm, RelyingParty.Ticketing) is { } token)
        {
            var budget = request.TicketBudget(time.GetElapsedTime(started));
            var decision = budget <= TimeSpan.Zero ? Decision.TooLate
                : await ticketing.CheckDeletionAsync(token, first.Link, request, budget, cancellation);
            if (decision is not (Decision.Bound or Decision.NoTicket))
            {
                return decision is Decision.CodeNeeded or Decision.Unavailable or Decision.TooLate ? decision : Decision.Refused;
            }
        }

        lock (_lock)
        {
            _first[request.Device] = first;
        }

        return Decision.SampleAccepted;
    }

    bool IsSecond(string device, long person, VeinTemplate capture, byte[] link)
    {
        First? first;
        lock (_lock)
        {
            if (!_first.Remove(device, out first) || first.Person != person || !first.Link.AsSpan().SequenceEqual(link)
                || time.GetElapsedTime(first.Seen) > Patience)
            {
                return false;
            }
        }

        using var probe = new Probe(capture);
        return PalmComparer.Distance(probe, first.Capture) - PalmComparer.Distance(probe, capture) >= LeastDifference;
    }

    /// <summary>A first capture: whose, under which link code, and when.</summary>
    sealed record First(long Person, VeinTemplate Capture, byte[] Link, long Seen);
}
