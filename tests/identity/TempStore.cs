using Pedestal.Core.Protocol;
using Pedestal.Matching;

namespace Pedestal.Identity.Tests;

/// <summary>A folder of its own with database and key file.</summary>
sealed class TempStore : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("palm-store-");

    public string Database => Path.Combine(_folder.FullName, "identity.db");

    public string Key => Path.Combine(_folder.FullName, "identity.key");

    public PalmStore Open() => PalmStore.Open(Database, Key, new ManualTime());

    /// <summary>All bytes of the database and what SQLite keeps beside it.</summary>
    public byte[] DatabaseBytes() =>
        [.. _folder.GetFiles("identity.db*").SelectMany(f =>
        {
            using var stream = f.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        })];

    public static Enrolment Enrolment(int seed, byte[] token, string eventName = "tonight") =>
        new(eventName, 1, [Sample(PalmSide.Left, TestTemplates.Palm(seed)),
            Sample(PalmSide.Right, TestTemplates.Palm(seed + 1))], token);

    static EnrolmentSample Sample(PalmSide side, byte[] bytes)
    {
        Assert.Equal(TemplateStatus.Ok, VeinTemplate.TryParse(bytes, out var template));
        return new EnrolmentSample(side, bytes, template!);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
