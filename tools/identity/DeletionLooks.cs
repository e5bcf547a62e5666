using Pedestal.Core.Protocol;
using Pedestal.Matching;

namespace Pedestal.Identity;

/// <summary>
/// Deletes at the pedestal: whoever shows a palm there twice is deleted. The person must be the same both times; between
/// the looks nothing but the person's number is kept, for a short time.
/// </summary>
public sealed class DeletionLooks(PalmRegister register, DeletionDesk desk, TimeProvider time)
{
    /// <summary>How long the second look may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Lock _lock = new();
    readonly Dictionary<string, (long Person, long Seen)> _first = [];

    /// <summary>
    /// Answers a look: SampleAccepted after the first, Deleted after the second, NotRecognised, or Refused when the second
    /// has no first one of the same person.
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
            Decision = person is not { } known ? Decision.NotRecognised
                : look.Sample == 0 ? Remember(request.Device, known)
                : WasFirst(request.Device, known) ? Decision.Deleted
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

    Decision Remember(string device, long person)
    {
        lock (_lock)
        {
            _first[device] = (person, time.GetTimestamp());
        }

        return Decision.SampleAccepted;
    }

    bool WasFirst(string device, long person)
    {
        lock (_lock)
        {
            return _first.Remove(device, out var first) && first.Person == person
                && time.GetElapsedTime(first.Seen) <= Patience;
        }
    }
}
