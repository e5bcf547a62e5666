using Pedestal.Core.Protocol;
using Pedestal.Matching;

namespace Pedestal.Identity;

/// <summary>
/// Deletes at the pedestal: whoever shows a palm there twice is deleted. The person must be the same both times, and the captures
/// must differ as two of a lifted palm do: one recorded capture, or what can be made of it, deletes nobody. Between the looks the
/// first capture is kept in memory, for a short time.
/// </summary>
public sealed class DeletionLooks(PalmRegister register, DeletionDesk desk, TimeProvider time)
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
    readonly Dictionary<string, (long Person, VeinTemplate Capture, long Seen)> _first = [];

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
                : look.Sample == 0 ? Remember(request.Device, known, template!)
                : IsSecond(request.Device, known, template!) ? Decision.Deleted
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

    Decision Remember(string device, long person, VeinTemplate capture)
    {
        lock (_lock)
        {
            _first[device] = (person, capture, time.GetTimestamp());
        }

        return Decision.SampleAccepted;
    }

    bool IsSecond(string device, long person, VeinTemplate capture)
    {
        (long Person, VeinTemplate Capture, long Seen) first;
        lock (_lock)
        {
            if (!_first.Remove(device, out first) || first.Person != person || time.GetElapsedTime(first.Seen) > Patience)
            {
                return false;
            }
        }

        using var probe = new Probe(capture);
        return PalmComparer.Distance(probe, first.Capture) - PalmComparer.Distance(probe, capture) >= LeastDifference;
    }
}
