using System.Security.Cryptography;
using Pedestal.Storage;

namespace Pedestal.Identity.Tests;

public sealed class PalmAuditTests : IDisposable
{
    readonly TempStore _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Palm_operations_are_logged_without_templates_or_tokens()
    {
        var secrets = new List<byte[]>();
        using (var store = _files.Open())
        {
            var (first, token) = _files.Enrol(store, 1, "tonight");
            var till = _files.Link(store, first.Person, "till");
            var second = _files.Enrol(store, 11, "tonight").Token;
            store.Deletions.Delete(SHA256.HashData(token), DeletionReason.Request);
            store.Deletions.Purge("tonight");
            secrets.AddRange([token, till, second, TestTemplates.Palm(1)[16..48]]);
            secrets.AddRange(secrets.Select(SHA256.HashData).ToList());
        }

        var entries = Entries();
        Assert.Equal(
            ["event opened", "enrolled", "linked", "enrolled", "deleted", "deleted", "event purged"],
            entries.Select(e => e.Kind));
        Assert.Contains("\"reason\":\"Request\"", entries[4].Facts, StringComparison.Ordinal);
        Assert.Contains("\"consentVersion\":3", entries[1].Facts, StringComparison.Ordinal);
        var text = string.Concat(entries.Select(e => e.Facts));
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(Convert.ToHexString(secret)[..16], text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(secret)[..10], text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_log_can_be_verified_while_the_store_is_open_and_an_altered_entry_is_detected()
    {
        using var store = _files.Open();
        _files.Enrol(store, 1);
        _files.Enrol(store, 11);
        Assert.Equal(2, PalmAudit.Verify(_files.Database.Source, PalmAudit.KeyFileBeside(_files.Key)).Entries);
        _files.Database.Execute("DROP TRIGGER audit_update; UPDATE audit SET facts = '{}' WHERE number = 1");
        Assert.Equal(1, PalmAudit.Verify(_files.Database.Source, PalmAudit.KeyFileBeside(_files.Key)).BrokenAt);
        Assert.Equal(1, store.VerifyAudit().BrokenAt);
    }

    [Fact]
    public void A_log_whose_key_is_missing_is_not_restarted()
    {
        using (var store = _files.Open())
        {
            _files.Enrol(store, 1);
        }

        var file = PalmAudit.KeyFileBeside(_files.Key);
        File.Delete(file);
        Assert.Contains(file, Assert.Throws<InvalidOperationException>(() => _files.Open()).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_missing_database_is_reported_and_not_created()
    {
        var file = _files.Database.File("nothing.db");
        var error = Assert.Throws<StorageException>(() => PalmAudit.Verify(file, PalmAudit.KeyFileBeside(file)));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    IReadOnlyList<AuditEntry> Entries()
    {
        using var database = Database.Open(
            _files.Database.Source, new Component("identity", typeof(PalmStore).Assembly));
        return database.Read(AuditLog.Read);
    }
}
