using Pedestal.Matching;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>
/// Deletion at the pedestal: a person who shows a palm there twice is deleted. Both captures must be of the same person and
/// must differ as two captures of a lifted palm do, so that one recorded capture, or variations of it, deletes nobody. The
/// first capture is kept in memory for a short time. Everybody who is enrolled is searched. A guest with an account must also
/// have shown a code of an account, which its party checks.
/// </summary>
public sealed class PedestalDeletion(PalmRegister register, Parties parties, DeletionDesk desk, TimeProvider time)
{
    /// <summary>
    /// The least difference between the distance of two captures of a palm that was lifted in between, and the distance of a
    /// capture from itself. Phantoms have 0.14 with a standard deviation of 0.02. A shifted or rotated copy has 0, and a copy
    /// with that many bits changed at random is hardly recognised.
    /// </summary>
    public const double LeastDifference = 0.085;

    /// <summary>How long the second capture may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Lock _lock = new();
    readonly Dictionary<(string Venue, string Device), First> _first = [];

    /// <summary>
    /// Handles a capture: SampleAccepted after the first, Deleted after the second, NotRecognised, or Refused when the second
    /// has no first capture of the same person or is a variation of it, or when either equals an enrolled template.
    /// </summary>
    public async Task<MatchReply> CaptureAsync(PedestalRequest request, MatchRequest capture, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        if (VeinTemplate.TryParse(capture.Template, out var template) != TemplateStatus.Ok)
        {
            return new MatchReply { Decision = Decision.Refused };
        }

        try
        {
            return await DecideAsync(request, capture, template!, started, cancellation);
        }
        catch (PopulationException)
        {
            // Nobody may be told that nothing is stored before everybody was searched, nor that everything is deleted before it is.
            return new MatchReply { Decision = Decision.Unavailable };
        }
    }

    /// <summary>Forgets a pedestal's first capture, because another node serves it.</summary>
    public void Forget(string venue, string device)
    {
        lock (_lock)
        {
            _first.Remove((venue, device));
        }
    }

    async Task<MatchReply> DecideAsync(
        PedestalRequest request, MatchRequest capture, VeinTemplate template, long started, CancellationToken cancellation)
    {
        var match = await register.IdentifyAsync(template);
        var person = match.Palm is { } found ? register.Store.Persons.OfPalm(found) : null;
        var reply = new MatchReply
        {
            MatchMicroseconds = Microseconds.Of(time.GetElapsedTime(started)),
            Decision = match.IsCopy ? Decision.Refused
                : person is not { } known ? Decision.NotRecognised
                : capture.Sample == 0 ? await BeginAsync(request, new First(
                    known, template, [.. capture.Link], time.GetTimestamp()), started, cancellation)
                : IsSecond(request, known, template, capture.Link) ? Decision.Deleted
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
        PedestalRequest request, First first, long started, CancellationToken cancellation)
    {
        var decision = await CheckAccountsAsync(request, first, started, cancellation);
        if (decision != Decision.SampleAccepted)
        {
            return decision;
        }

        lock (_lock)
        {
            _first[(request.Venue, request.Device)] = first;
        }

        return Decision.SampleAccepted;
    }

    // One account's code is enough: every party is asked about its own token. Without any account none is needed.
    async Task<Decision> CheckAccountsAsync(
        PedestalRequest request, First first, long started, CancellationToken cancellation)
    {
        var answers = new List<Decision>();
        foreach (var (party, token) in register.Store.Tokens.Of(first.Person))
        {
            var budget = request.TicketBudget(time.GetElapsedTime(started));
            var answer = budget <= TimeSpan.Zero ? Decision.TooLate
                : parties.Find(party, request.Venue) is { } ticketing
                    ? await ticketing.CheckDeletionAsync(token, first.Link, request, budget, cancellation)
                    : Decision.Unavailable;
            if (answer == Decision.Bound)
            {
                return Decision.SampleAccepted;
            }

            answers.Add(answer);
        }

        ReadOnlySpan<Decision> weightiest = [Decision.CodeNeeded, Decision.Unavailable, Decision.TooLate];
        foreach (var answer in weightiest)
        {
            if (answers.Contains(answer))
            {
                return answer;
            }
        }

        return answers.TrueForAll(answer => answer == Decision.NoTicket) ? Decision.SampleAccepted : Decision.Refused;
    }

    bool IsSecond(PedestalRequest request, long person, VeinTemplate second, byte[] link)
    {
        First? first;
        lock (_lock)
        {
            if (!_first.Remove((request.Venue, request.Device), out first) || first.Person != person || !first.Link.AsSpan().SequenceEqual(link)
                || time.GetElapsedTime(first.Seen) > Patience)
            {
                return false;
            }
        }

        using var probe = new Probe(second);
        return PalmComparer.Distance(probe, first.Capture) - PalmComparer.Distance(probe, second) >= LeastDifference;
    }

    /// <summary>A first capture: its person, link code and time.</summary>
    sealed record First(long Person, VeinTemplate Capture, byte[] Link, long Seen);
}
