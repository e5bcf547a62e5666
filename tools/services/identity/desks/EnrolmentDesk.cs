using Pedestal.Matching;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>
/// Collects the samples of enrolments and turns a complete set into a person, two palms and a token, once ticketing has bound
/// the token to an account. Until then everything is only in memory and expires. Ticketing must confirm the link code before a
/// sample is kept or searched for, so that an invented code reveals nothing about who is enrolled.
/// </summary>
public sealed class EnrolmentDesk(
    PalmRegister register, ITicketing ticketing, EnrolmentOptions options, TimeProvider time) : IDisposable
{
    // A pedestal serves one guest at a time, so each has one pending enrolment of its own.
    readonly Dictionary<string, PendingEnrolment> _pending = [];

    // One completion at a time: two pedestals enrolling the same palm at once must not both find it new.
    readonly SemaphoreSlim _completing = new(1, 1);

    /// <summary>Number of unfinished enrolments.</summary>
    public int PendingCount
    {
        get
        {
            lock (_pending)
            {
                return _pending.Count;
            }
        }
    }

    /// <summary>The unfinished enrolments, by pedestal.</summary>
    public IReadOnlyList<UnfinishedEnrolment> Unfinished
    {
        get
        {
            lock (_pending)
            {
                return
                [
                    .. _pending.Select(entry => new UnfinishedEnrolment(entry.Key, entry.Value.Samples.Count,
                        entry.Value.SampleCount, (int)time.GetElapsedTime(entry.Value.LastTouched).TotalSeconds))
                        .OrderBy(enrolment => enrolment.Device, StringComparer.Ordinal),
                ];
            }
        }
    }

    /// <summary>Discards a pedestal's unfinished enrolment. Returns how many there were.</summary>
    public int Cancel(string device)
    {
        lock (_pending)
        {
            return _pending.Remove(device) ? 1 : 0;
        }
    }

    /// <summary>Keeps one sample, and completes the enrolment with the last one.</summary>
    public async Task<MatchReply> KeepSampleAsync(
        PedestalRequest request, MatchRequest sample, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        if (VeinTemplate.TryParse(sample.Template, out var template) != TemplateStatus.Ok
            || !PendingEnrolment.IsPossible(sample.SampleCount)
            || options.Consent is not { } consentText)
        {
            return new MatchReply { Decision = Decision.Refused };
        }

        var reply = new MatchReply();
        if (!IsPending(request.Device, sample.Link))
        {
            var opened = await CheckAsync(request, sample.Link, cancellation);
            reply.TicketMicroseconds = Microseconds.Of(time.GetElapsedTime(started));
            if (opened != Decision.EnrolmentOpened)
            {
                reply.Decision = opened is Decision.Unavailable or Decision.TooLate ? opened : Decision.Refused;
                return reply;
            }
        }

        var pending = Add(request.Device, sample, template!, consentText, started);
        reply.Decision = pending.Decision;
        reply.Samples = (byte)pending.Enrolment.Samples.Count;
        if (pending.Enrolment.IsComplete)
        {
            await CompleteAsync(request, started, sample.Link, pending.Enrolment, reply, cancellation);
        }

        return reply;
    }

    /// <summary>Discards enrolments whose next sample did not arrive in time; call it periodically.</summary>
    public void DropExpired()
    {
        lock (_pending)
        {
            foreach (var (key, pending) in _pending)
            {
                if (time.GetElapsedTime(pending.LastTouched) >= options.Expiry)
                {
                    _pending.Remove(key);
                }
            }
        }
    }

    /// <summary>Releases the desk.</summary>
    public void Dispose() => _completing.Dispose();

    bool IsPending(string device, byte[] link)
    {
        lock (_pending)
        {
            DropExpired();
            return _pending.TryGetValue(device, out var pending) && pending.IsUnder(link);
        }
    }

    async Task<Decision> CheckAsync(PedestalRequest request, byte[] link, CancellationToken cancellation)
    {
        var budget = request.TicketBudget(TimeSpan.Zero);
        return budget <= TimeSpan.Zero
            ? Decision.TooLate
            : await ticketing.CheckLinkAsync([.. link], request, budget, cancellation);
    }

    (Decision Decision, PendingEnrolment Enrolment) Add(
        string device, MatchRequest sample, VeinTemplate template, ConsentText consentText, long now)
    {
        lock (_pending)
        {
            if (!_pending.TryGetValue(device, out var pending) || !pending.IsUnder(sample.Link))
            {
                // The consent text is displayed before the guest shows the first palm: showing it is how the guest agrees.
                pending = new PendingEnrolment(
                    [.. sample.Link], sample.SampleCount, new Consent(consentText, register.Store.Time.GetUtcNow()));
            }

            var decision = pending.Add(sample, template);
            pending.LastTouched = now;
            if (pending.Samples.Count == 0 || pending.IsComplete)
            {
                _pending.Remove(device);
            }
            else
            {
                _pending[device] = pending;
            }

            return (decision, pending);
        }
    }

    async Task CompleteAsync(PedestalRequest request, long started, byte[] link, PendingEnrolment pending,
        MatchReply reply, CancellationToken cancellation)
    {
        var wait = request.TicketBudget(time.GetElapsedTime(started));
        if (wait <= TimeSpan.Zero || !await _completing.WaitAsync(wait, cancellation))
        {
            reply.Decision = Decision.TooLate;
            return;
        }

        try
        {
            var known = IsAnyKnown(pending.Samples);
            var searched = time.GetElapsedTime(started);
            reply.MatchMicroseconds = Microseconds.Of(searched);
            reply.Decision = known
                ? Decision.AlreadyEnrolled
                : await BindAndStoreAsync(request, searched, [.. link], pending, cancellation);
            reply.TicketMicroseconds = known ? 0 : Microseconds.Of(time.GetElapsedTime(started) - searched);
        }
        finally
        {
            _completing.Release();
        }
    }

    // One sample in a thousand resembles a stranger's palm; an enrolled palm is recognised in most of its samples.
    bool IsAnyKnown(IReadOnlyList<EnrolmentSample> samples) => samples
        .GroupBy(s => s.Side)
        .Any(palm => palm.Select(s => register.Gallery.Identify(s.Template).Palm)
            .Where(known => known is not null)
            .GroupBy(known => known)
            .Any(same => 2 * same.Count() > palm.Count()));

    async Task<Decision> BindAndStoreAsync(PedestalRequest request, TimeSpan searched, byte[] link,
        PendingEnrolment pending, CancellationToken cancellation)
    {
        var budget = request.TicketBudget(searched);
        if (budget <= TimeSpan.Zero)
        {
            return Decision.TooLate;
        }

        var token = register.Store.Tokens.Reserve();
        var decision = await ticketing.BindAsync(token, link, request, budget, cancellation);
        if (decision != Decision.Bound)
        {
            return decision is Decision.Unavailable or Decision.TooLate ? decision : Decision.Refused;
        }

        register.Enrol(new Enrolment(options.Event, pending.Consent, pending.Samples, token));
        return Decision.Enrolled;
    }
}
