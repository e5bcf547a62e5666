using System.Security.Cryptography;
using Pedestal.Protocol;

namespace Pedestal.Identity;

/// <summary>
/// The screens beside enrolment pedestals, on which guests agree before a palm is captured. An agreement is in memory only: to one text,
/// at one pedestal, for the first ticket that is shown there soon after it.
/// </summary>
/// <param name="options">Which pedestals have one, and the texts.</param>
/// <param name="time">The trusted time, of which an agreement keeps the instant.</param>
sealed class BoothScreens(EnrolmentOptions options, TimeProvider time)
{
    /// <summary>How long after the agreement the ticket may be shown.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // The pedestal asks twice a second while it waits.
    static readonly TimeSpan Waiting = TimeSpan.FromSeconds(5);

    /// <summary>How long the screen shows how an enrolment ended.</summary>
    public static readonly TimeSpan EndingShown = TimeSpan.FromMinutes(1);

    /// <summary>The pedestal gives up a guest who shows no palm for half a minute, without a word to the matcher.</summary>
    public static readonly TimeSpan Gone = TimeSpan.FromSeconds(45);

    readonly Lock _lock = new();
    readonly Dictionary<(string Venue, string Device), Screen> _screens = [];

    /// <summary>Whether a pedestal has a screen.</summary>
    public bool IsAt(string venue, string device) => options.Screens.Contains(device) || options.Screens.Contains($"{venue}/{device}");

    /// <summary>A guest agrees to the text with this SHA-256; false if it is not one that is shown there.</summary>
    public bool Agree(string venue, string device, string party, byte[] digest)
    {
        lock (_lock)
        {
            var screen = Of(venue, device);
            var text = options.ConsentFor(screen.Party ?? party)?.All.FirstOrDefault(shown => shown.Digest.AsSpan().SequenceEqual(digest));
            if (text is null || !IsAt(venue, device))
            {
                return false;
            }

            (screen.Agreed, screen.Link, screen.Ending) = (new Consent(text, time.GetUtcNow()), null, null);
            return true;
        }
    }

    /// <summary>The next guest begins.</summary>
    public void Clear(string venue, string device)
    {
        lock (_lock)
        {
            _screens.Remove((venue, device));
        }
    }

    /// <summary>
    /// What the guest of an enrolment agreed to at its screen, for a party; null if nobody has, and then the ticket waits for it.
    /// </summary>
    public Consent? Find(PedestalRequest request, string party, byte[] link)
    {
        lock (_lock)
        {
            var screen = Of(request.Venue, request.Device);
            (screen.Party, screen.Ending) = (party, null);
            var isOurs = Agreed(screen) is { } agreed && options.ConsentFor(party)?.All.Contains(agreed.Text) == true
                && (screen.Link is null || CryptographicOperations.FixedTimeEquals(screen.Link, link));
            screen.Agreed = isOurs ? screen.Agreed : null;
            screen.Link = isOurs ? [.. link] : null;
            screen.Waits = isOurs ? null : time.GetUtcNow() + Waiting;
            screen.WaitingLink = isOurs ? null : [.. link];
            screen.Touched = time.GetUtcNow();
            return screen.Agreed;
        }
    }

    /// <summary>Whether a ticket that was checked before still waits for the agreement, so that its party need not be asked again.</summary>
    public bool StillWaits(PedestalRequest request, byte[] link)
    {
        lock (_lock)
        {
            var screen = Of(request.Venue, request.Device);
            var waits = screen is { Agreed: null, WaitingLink: { } known } && screen.Waits > time.GetUtcNow()
                && CryptographicOperations.FixedTimeEquals(known, link);
            if (waits)
            {
                screen.Waits = time.GetUtcNow() + Waiting;
            }

            return waits;
        }
    }

    /// <summary>Records what was decided about a sample.</summary>
    public void Note(string venue, string device, Decision decision, GuestPass? link)
    {
        if (decision == Decision.ConsentAwaited || !IsAt(venue, device))
        {
            return;
        }

        lock (_lock)
        {
            var screen = Of(venue, device);
            (screen.Last, screen.Touched) = (decision, time.GetUtcNow());
            if (decision is not (Decision.SampleAccepted or Decision.SampleRejected or Decision.OtherPalmWanted or Decision.EnrolmentOpened))
            {
                End(screen, decision, link?.Text);
            }
        }
    }

    /// <summary>What a screen shows, given the enrolment at its pedestal.</summary>
    public BoothState Read(string venue, string device, string party, PendingEnrolment? enrolment)
    {
        lock (_lock)
        {
            var screen = Of(venue, device);
            var now = time.GetUtcNow();
            if (screen.Ending is { } ended && now - ended.At >= EndingShown)
            {
                screen.Ending = null;
            }

            if (screen.Link is not null && now - screen.Touched >= Gone)
            {
                End(screen, Decision.None, link: null);
            }

            if (screen.Waits <= now)
            {
                (screen.Waits, screen.WaitingLink, screen.Party) = (null, null, null);
            }

            var shown = enrolment is not null && screen.Link is not null && enrolment.IsUnder(screen.Link) ? enrolment : null;
            var agreed = Agreed(screen);
            var step = screen.Ending is not null ? BoothStep.Ended
                : agreed is null ? BoothStep.Consent
                : screen.Link is null ? BoothStep.Ticket
                : BoothStep.Palm;
            return new BoothState(step, screen.Party ?? party, options.ConsentFor(screen.Party ?? party)?.All ?? [], agreed,
                screen.Waits is not null, BoothPalm.At(shown), screen.Last == Decision.SampleRejected, screen.Ending);
        }
    }

    Consent? Agreed(Screen screen) => screen.Agreed is { } agreed
        && (screen.Link is not null || time.GetUtcNow() - agreed.AgreedAt < Patience) ? agreed : null;

    void End(Screen screen, Decision decision, string? link)
    {
        (screen.Agreed, screen.Link, screen.Party, screen.Waits, screen.WaitingLink) = (null, null, null, null, null);
        screen.Ending = new BoothEnding(decision, time.GetUtcNow(), link);
    }

    Screen Of(string venue, string device)
    {
        if (!_screens.TryGetValue((venue, device), out var screen))
        {
            _screens[(venue, device)] = screen = new Screen();
        }

        return screen;
    }

    sealed class Screen
    {
        public Consent? Agreed { get; set; }

        /// <summary>The link code for which the agreement is; null until a ticket is shown.</summary>
        public byte[]? Link { get; set; }

        /// <summary>The party of the ticket that was shown; null before.</summary>
        public string? Party { get; set; }

        /// <summary>Until when a ticket that was shown first waits for the agreement.</summary>
        public DateTimeOffset? Waits { get; set; }

        /// <summary>When the pedestal was heard last.</summary>
        public DateTimeOffset Touched { get; set; }

        /// <summary>That ticket's link code.</summary>
        public byte[]? WaitingLink { get; set; }

        public Decision Last { get; set; }

        public BoothEnding? Ending { get; set; }
    }
}
