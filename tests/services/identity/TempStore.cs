using System.Security.Cryptography;
using Pedestal.Matching;
using Pedestal.Messaging.Guests;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

/// <summary>A new database of one test's own, with the store key's file.</summary>
sealed class TempStore(DatabaseEngine engine = DatabaseEngine.Sqlite) : IDisposable
{
    public const string Party = RelyingParty.Ticketing;
    public static readonly ConsentText ConsentText = new(3, "I agree.");

    public TestDatabase Database { get; } = new(engine);

    public ManualTime Time { get; } = new();

    public string Key => Database.File("identity.key");

    public PalmStore Open() => PalmStore.Open(Database.Source, Key, Time);

    /// <summary>All bytes of the database and what SQLite keeps beside it.</summary>
    public byte[] DatabaseBytes() =>
        [.. Database.Folder.GetFiles("store.db*").SelectMany(f =>
        {
            using var stream = f.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        })];

    /// <summary>A register of everybody who is stored.</summary>
    public static PalmRegister Register(PalmStore store)
    {
        var register = new PalmRegister(store);
        register.FollowSchedule();
        register.LoadPopulation();
        return register;
    }

    /// <summary>A party's token, with the consent to it.</summary>
    public PartyConsent Consent(byte[] token, string party = Party) =>
        new(party, token, new Consent(ConsentText, Time.GetUtcNow()));

    /// <summary>A guest with one sample of each palm.</summary>
    public Enrolment Enrolment(int seed, byte[] token, string? eventKey = null) => new(Consent(token),
        [Sample(PalmSide.Left, TestTemplates.Palm(seed)), Sample(PalmSide.Right, TestTemplates.Palm(seed + 1))], eventKey);

    /// <summary>Enrols a guest.</summary>
    public (EnrolledPerson Person, byte[] Token) Enrol(PalmStore store, int seed, string? eventKey = null)
    {
        var token = store.Tokens.Reserve(Party);
        return (store.Persons.Enrol(Enrolment(seed, token, eventKey)), token);
    }

    /// <summary>Links a person to another party. Returns the token.</summary>
    public byte[] Link(PalmStore store, long person, string party)
    {
        var token = store.Tokens.Reserve(party);
        Assert.True(store.Persons.Link(person, Consent(token, party)));
        return token;
    }

    /// <summary>An event that is open by hand at every entrance of a venue.</summary>
    public static PartyEvent Show(int number = 1, string party = Party, string venue = "demo", string? name = null) =>
        new(party, new EventDetails { Number = number, Name = name ?? $"show {number}", Venue = venue, Opening = EventOpening.Open });

    /// <summary>A page that names events, and the guests of the first.</summary>
    public static GuestPage Page(IReadOnlyList<PartyEvent> events, params byte[][] tokens) =>
        new(new byte[GuestLists.CursorLength], IsLast: true, [.. events.Select(known => known.Details)], [.. tokens.Select(token => In(events[0].Number, token))]);

    public static MembershipChange In(long number, byte[] token) => Change(number, token, isIn: true);

    public static MembershipChange Out(long number, byte[] token) => Change(number, token, isIn: false);

    public static MembershipChange Change(long number, byte[] token, bool isIn) =>
        new((int)number, SHA256.HashData(token), isIn);

    public static EnrolmentSample Sample(PalmSide side, byte[] bytes)
    {
        Assert.Equal(TemplateStatus.Ok, VeinTemplate.TryParse(bytes, out var template));
        return new EnrolmentSample(side, bytes, template!);
    }

    public void Dispose() => Database.Dispose();
}

/// <summary>Short names for what the tests look at most.</summary>
static class StoreExtensions
{
    /// <summary>The event, described otherwise.</summary>
    public static PartyEvent With(this PartyEvent known, Func<EventDetails, EventDetails> change) =>
        known with { Details = change(known.Details) };

    /// <summary>Every template that can be used.</summary>
    public static IReadOnlyList<(long Palm, VeinTemplate Template)> All(this PalmStore store) => store.Templates.ReadAll().Templates;

    /// <summary>A person's tokens, each after its party's name.</summary>
    public static IEnumerable<string> Names(this PalmTokens tokens, long person) =>
        tokens.Of(person).Select(token => $"{token.Party} {Convert.ToHexString(token.Token)}");

    /// <summary>The digests of tokens whose parties must forget them.</summary>
    public static IReadOnlyList<byte[]> DueDigests(this PalmTokens tokens) => [.. tokens.DueEndings().Select(ending => ending.Digest)];
}
