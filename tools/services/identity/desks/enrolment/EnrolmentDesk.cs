using Pedestal.Matching;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>
/// Enrols guests at all venues, sample by sample. Ticketing must confirm the link code before a sample is kept or searched for,
/// so that an invented code reveals nothing about who is enrolled. Until an enrolment is complete everything is only in memory
/// and expires. Never admits anybody.
/// </summary>
public sealed partial class EnrolmentDesk : IDisposable
{
    readonly PalmRegister _register;
    readonly TimeProvider _time;
    readonly PendingEnrolments _pending;
    readonly EnrolmentOpening _opening;
    readonly KnownGuests _known;
    readonly NewGuests _new;
    readonly BoothScreens _screens;

    // One decision at a time, at all venues: two pedestals that enrol the same palm at once must not both find it new.
    readonly SemaphoreSlim _deciding = new(1, 1);

    /// <summary>Opens the desk.</summary>
    public EnrolmentDesk(PalmRegister register, Parties parties, EnrolmentOptions options, TimeProvider time)
    {
        (_register, _time) = (register, time);
        _pending = new PendingEnrolments(options, time);
        _screens = new BoothScreens(options, register.Store.Time);
        _opening = new EnrolmentOpening(register, parties, options, _screens);
        var account = new AccountBinding(register, parties);
        (_known, _new) = (new KnownGuests(register, account, options), new NewGuests(register, account));
    }

    /// <summary>Number of unfinished enrolments.</summary>
    public int PendingCount => _pending.All.Count;

    /// <summary>The unfinished enrolments, by venue and pedestal.</summary>
    public IReadOnlyList<UnfinishedEnrolment> Unfinished => _pending.All;

    /// <summary>Discards a pedestal's unfinished enrolment. Returns how many there were.</summary>
    public int Cancel(string venue, string device) => _pending.Remove(venue, device) ? 1 : 0;

    /// <summary>Discards enrolments whose next sample did not arrive in time; call it periodically.</summary>
    public void DropExpired() => _pending.DropExpired();

    /// <summary>
    /// Whether a pedestal may begin to capture palms under a link code: EnrolmentOpened; ConsentAwaited while the guest has not agreed at
    /// its screen; or why not.
    /// </summary>
    public async Task<MatchReply> OpenAsync(PedestalRequest request, MatchRequest opening, CancellationToken cancellation)
    {
        var deadline = new EnrolmentDeadline(request, _time, cancellation);
        var (decision, _) = PendingEnrolment.IsPossible(opening.SampleCount)
            ? await _opening.OpenAsync(deadline, opening, agreedAt: _register.Store.Time.GetUtcNow())
            : (Decision.Refused, null);
        if (decision is not (Decision.Unavailable or Decision.TooLate))
        {
            // The pedestal waits these out, and the agreement stays.
            NoteAtScreen(request, decision, person: null);
        }

        return new MatchReply { Decision = decision, TicketMicroseconds = Microseconds.Of(deadline.Asked) };
    }

    /// <summary>Keeps one sample and decides as soon as it can; a request without a palm says that no other palm will be shown.</summary>
    public async Task<MatchReply> KeepSampleAsync(
        PedestalRequest request, MatchRequest sample, CancellationToken cancellation)
    {
        var known = _pending.At(request.Venue, request.Device);
        MatchReply reply;
        try
        {
            reply = await DecideSampleAsync(request, sample, cancellation);
        }
        catch (PopulationException)
        {
            // Whom nobody could look for may be enrolled already: nothing is kept of the guest, who begins again.
            _pending.Remove(request.Venue, request.Device);
            reply = new MatchReply { Decision = Decision.Unavailable };
        }

        NoteAtScreen(request, reply.Decision, (_pending.At(request.Venue, request.Device) ?? known)?.Person);
        return reply;
    }

    /// <summary>Releases the desk.</summary>
    public void Dispose() => _deciding.Dispose();

    async Task<MatchReply> DecideSampleAsync(PedestalRequest request, MatchRequest sample, CancellationToken cancellation)
    {
        var reply = new MatchReply();
        var deadline = new EnrolmentDeadline(request, _time, cancellation);
        if (sample.Sample == sample.SampleCount)
        {
            reply.Decision = await FinishAsync(deadline, sample.Link);
            return reply;
        }

        if (VeinTemplate.TryParse(sample.Template, out var template) != TemplateStatus.Ok
            || !PendingEnrolment.IsPossible(sample.SampleCount))
        {
            reply.Decision = Decision.Refused;
        }
        else if (!_register.Population.IsLoaded)
        {
            reply.Decision = Decision.Unavailable;
        }
        else if (_pending.Find(request, sample.Link) is { } pending)
        {
            await KeepAsync(pending);
        }
        else
        {
            // Without a screen the consent text hangs at the booth: showing the first palm is how the guest agrees.
            (reply.Decision, var opened) = await _opening.OpenAsync(deadline, sample, agreedAt: _register.Store.Time.GetUtcNow());
            if (opened is not null)
            {
                await KeepAsync(opened);
            }
        }

        reply.TicketMicroseconds = Microseconds.Of(deadline.Asked);
        return reply;

        async Task KeepAsync(PendingEnrolment enrolment)
        {
            reply.Decision = _pending.Add(request, enrolment, sample, new EnrolmentSample(sample.Side, [.. sample.Template], template!));
            reply.Samples = (byte)enrolment.Count;
            if (reply.Decision == Decision.SampleAccepted)
            {
                var (kept, searched) = (enrolment.Current[^1], deadline.Elapsed);
                await _known.SearchAsync(kept, enrolment);
                reply.MatchMicroseconds = Microseconds.Of(deadline.Elapsed - searched);
                reply.Decision = await DecideAsync(deadline, enrolment, kept);
            }
        }
    }

    // Ends with one palm, if that is complete; the guest does not show the other.
    async Task<Decision> FinishAsync(EnrolmentDeadline deadline, byte[] link)
    {
        if (_pending.Find(deadline.Request, link) is not { } pending)
        {
            return Decision.Refused;
        }

        _pending.Remove(deadline.Request.Venue, deadline.Request.Device);
        if (pending.Goal != EnrolmentGoal.OtherPalm && !pending.HasFirstPalm)
        {
            return Decision.Refused;
        }

        var decision = pending.Goal == EnrolmentGoal.OtherPalm
            ? Decision.OtherPalmWanted
            : await ExclusivelyAsync(deadline, () => CompleteAsync(deadline, pending));
        return decision is Decision.OtherPalmWanted or Decision.SampleAccepted ? Decision.AlreadyEnrolled : decision;
    }

    async Task<Decision> DecideAsync(EnrolmentDeadline deadline, PendingEnrolment pending, PendingSample kept)
    {
        // What is stored somewhere proves nobody's presence: a palm that is known speaks for an account.
        if (kept.Known is { IsCopy: true })
        {
            _pending.Remove(deadline.Request.Venue, deadline.Request.Device);
            return Decision.Refused;
        }

        if (!pending.IsComplete && (pending.Goal != EnrolmentGoal.NewPerson || KnownGuests.IsKnown(pending) is null))
        {
            return Decision.SampleAccepted;
        }

        var decision = await ExclusivelyAsync(deadline, () => pending.IsComplete
            ? CompleteAsync(deadline, pending)
            : _known.WelcomeAsync(deadline, pending, KnownGuests.IsKnown(pending)!));
        if (pending.IsComplete || decision is not (Decision.SampleAccepted or Decision.OtherPalmWanted))
        {
            _pending.Remove(deadline.Request.Venue, deadline.Request.Device);
        }

        return decision;
    }

    async Task<Decision> CompleteAsync(EnrolmentDeadline deadline, PendingEnrolment pending)
    {
        // Somebody may have been enrolled at another pedestal meanwhile.
        var known = await _known.SearchAsync(pending);
        return pending.Goal != EnrolmentGoal.NewPerson ? _known.Store(pending)
            : known is not null ? await _known.WelcomeAsync(deadline, pending, known)
            : await _new.StoreAsync(deadline, pending, async () => await _known.SearchAsync(pending) is not null);
    }

    async Task<Decision> ExclusivelyAsync(EnrolmentDeadline deadline, Func<Task<Decision>> decide)
    {
        if (deadline.TicketBudget is var wait && (wait <= TimeSpan.Zero || !await _deciding.WaitAsync(wait, deadline.Cancellation)))
        {
            return Decision.TooLate;
        }

        try
        {
            return await decide();
        }
        finally
        {
            _deciding.Release();
        }
    }
}
