using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

/// <summary>A new database for one test, with the store's key file.</summary>
sealed class TempStore(DatabaseEngine engine = DatabaseEngine.Sqlite) : IDisposable
{
    public static readonly ConsentText ConsentText = new(3, "I agree.");

    public TestDatabase Database { get; } = new(engine);

    public ManualTime Time { get; } = new();

    public string Key => Database.File("identity.key");

    public PalmStore Open() => PalmStore.Open(Database.Source, Key, Time);

    /// <summary>All bytes of the database and of the files that SQLite keeps beside it.</summary>
    public byte[] DatabaseBytes() =>
        [.. Database.Folder.GetFiles("store.db*").SelectMany(f =>
        {
            using var stream = f.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        })];

    /// <summary>A guest with one sample of each palm.</summary>
    public Enrolment Enrolment(int seed, byte[] token, string eventName = "tonight") =>
        new(eventName, new Consent(ConsentText, Time.GetUtcNow()),
            [Sample(PalmSide.Left, TestTemplates.Palm(seed)), Sample(PalmSide.Right, TestTemplates.Palm(seed + 1))],
            token);

    /// <summary>Enrols a guest.</summary>
    public (EnrolledPerson Person, byte[] Token) Enrol(PalmStore store, int seed, string eventName = "tonight")
    {
        var token = store.Tokens.Reserve();
        return (store.Enrol(Enrolment(seed, token, eventName)), token);
    }

    static EnrolmentSample Sample(PalmSide side, byte[] bytes)
    {
        Assert.Equal(TemplateStatus.Ok, VeinTemplate.TryParse(bytes, out var template));
        return new EnrolmentSample(side, bytes, template!);
    }

    public void Dispose() => Database.Dispose();
}
