using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Outage.World;
using Pedestal.Storage;
using Pedestal.Ticketing;

namespace Pedestal.Outage.Traffic;

/// <summary>
/// The guests, by number: families who come again and again with another ticket of their account, leavers whose deletion or withdrawal the
/// office asks for, newcomers who enrol at a booth, and tickets that are shown as codes.
/// </summary>
sealed class Crowd
{
    /// <summary>The event of all tickets.</summary>
    public const string Event = "outage";

    /// <summary>A party that knows the leavers as well, and has no ticketing here.</summary>
    public const string OtherParty = "till";

    /// <summary>Tickets of a newcomer: each try to enrol or to leave shows another one.</summary>
    public const int TicketsOfNewcomer = 6;

    const int MostFamilies = 300;
    const int EnrolledAtOnce = 16;
    const double PalmsPerSecond = 25;
    const int MostTries = 20;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // More than lanes and office can use up.
    readonly int _families;
    readonly int _ticketsOfFamily;
    readonly int _leavers;
    readonly int _newcomers;
    readonly int _codes;
    readonly ConcurrentDictionary<string, byte[]> _tokens = new();
    int _nextLeaver = -1;
    int _nextNewcomer = -1;
    int _nextCode = -1;

    /// <summary>A crowd that lasts for so many seconds.</summary>
    public Crowd(int seconds)
    {
        _families = Math.Min(seconds, MostFamilies);
        (_ticketsOfFamily, _leavers) = ((int)(seconds * PalmsPerSecond / _families) + 2, seconds / 3 + 4);
        (_newcomers, _codes) = (seconds, 12 * seconds + 100);
    }

    /// <summary>The persons enrolled before anybody comes, with the parties of their consents.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Enrolled => Enumerable.Range(0, _families).Select(Family)
        .Select(account => (account, (IReadOnlyList<string>)[PartyNames.Default]))
        .Concat(Enumerable.Range(0, _leavers).Select(n => (Leaver(n), (IReadOnlyList<string>)[PartyNames.Default, OtherParty]))).ToDictionary();

    /// <summary>Whose a token is, of those enrolled before.</summary>
    public IReadOnlyDictionary<string, string> AccountsByDigest => _tokens.ToDictionary(
        token => Convert.ToHexString(SHA256.HashData(token.Value)), token => token.Key.Split('/')[0]);

    /// <summary>One of a family, who comes again and again.</summary>
    public string AnyFamily(Random random) => Family(random.Next(_families));

    /// <summary>The next leaver; null if all have left.</summary>
    public string? NextLeaver() => Interlocked.Increment(ref _nextLeaver) is var next && next < _leavers ? Leaver(next) : null;

    /// <summary>The next newcomer; null if all have come.</summary>
    public string? NextNewcomer() => Interlocked.Increment(ref _nextNewcomer) is var next && next < _newcomers ? Newcomer(next) : null;

    /// <summary>A code that nobody has shown; null if all have been.</summary>
    public string? NextCode() => Interlocked.Increment(ref _nextCode) is var next && next < _codes ? Code(next) : null;

    /// <summary>Code of an account's ticket.</summary>
    public static string TicketOf(string account, int number) => string.Create(CultureInfo.InvariantCulture, $"{account}-{number}");

    /// <summary>The SHA-256 of ticketing's token for a leaver.</summary>
    public string DigestOf(string leaver) => Convert.ToHexString(SHA256.HashData(_tokens[TokenOf(leaver, PartyNames.Default)]));

    /// <summary>The number of a guest's palms.</summary>
    public static int PalmsOf(string account) => account.Split('-') is [var kind, var number]
        ? "fln".IndexOf(kind[0], StringComparison.Ordinal) * 1_000_000 + int.Parse(number, CultureInfo.InvariantCulture)
        : throw new ArgumentException($"{account} has no palms.", nameof(account));

    /// <summary>Sells the tickets, and enrols families and leavers.</summary>
    public void Prepare(PalmStore palms, TicketStore tickets)
    {
        tickets.Import(Enumerable.Range(0, _families).SelectMany(n => Tickets(Family(n), _ticketsOfFamily))
            .Concat(Enumerable.Range(0, _leavers).SelectMany(n => Tickets(Leaver(n), 2)))
            .Concat(Enumerable.Range(0, _newcomers).SelectMany(n => Tickets(Newcomer(n), TicketsOfNewcomer)))
            .Concat(Enumerable.Range(0, _codes).Select(n => new TicketRow(Code(n), Code(n), Event, Cancelled: false))));
        tickets.Events.SetRules(Event, Site.Name, new EventRules { Parties = true });
        tickets.Events.SetOpening(Event, Site.Name, EventOpening.Open, DateTimeOffset.UtcNow);
        Parallel.ForEach(Enrolled, new ParallelOptions { MaxDegreeOfParallelism = EnrolledAtOnce }, person => Enrol(palms, tickets, person.Key, person.Value));
    }

    void Enrol(PalmStore palms, TicketStore tickets, string account, IReadOnlyList<string> parties)
    {
        var random = new Random(PalmsOf(account));
        var consents = parties.Select(party =>
        {
            var token = _tokens[TokenOf(account, party)] = Insist(() => palms.Tokens.Reserve(party));
            return new PartyConsent(party, token, new Consent(new ConsentText(1, "I agree."), DateTimeOffset.UtcNow));
        }).ToList();
        var booth = new Booth("booth-" + account);
        var link = Insist(() => tickets.Links.Open(TicketOf(account, 0), booth, DateTimeOffset.UtcNow)).Link!;
        Insist(() => tickets.Accounts.BindToken(link, consents[0].Token, booth.Pedestal, DateTimeOffset.UtcNow));
        var enrolment = new Enrolment(consents[0], [.. InventedPalm.Samples(PalmsOf(account), random)]);
        var person = Insist(() => palms.Persons.Enrol(enrolment)).Person;
        foreach (var consent in consents.Skip(1))
        {
            Insist(() => palms.Persons.Link(person, consent));
        }
    }

    // While thousands are enrolled at once, this process may stand still in a transaction for so long that the server ends it.
    static T Insist<T>(Func<T> write)
    {
        for (var tries = 1;; tries++)
        {
            try
            {
                return write();
            }
            catch (StorageException) when (tries < MostTries)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    static IEnumerable<TicketRow> Tickets(string account, int count) => Enumerable.Range(0, count).Select(
        n => new TicketRow(TicketOf(account, n), account, Event, Cancelled: false));

    static string Family(int number) => Named("family", number);

    static string Leaver(int number) => Named("leaver", number);

    static string Newcomer(int number) => Named("newcomer", number);

    static string Code(int number) => Named("code", number);

    static string TokenOf(string account, string party) => $"{account}/{party}";

    static string Named(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}");
}
