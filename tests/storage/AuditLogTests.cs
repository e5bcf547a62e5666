using System.Reflection;

namespace Pedestal.Storage.Tests;

public sealed class AuditLogTests : IDisposable
{
    readonly TestDatabase _test = new(DatabaseEngine.Sqlite);
    readonly Database _database;

    public AuditLogTests()
    {
        _database = Database.Open(_test.Source, new Component("counter", Assembly.GetExecutingAssembly()));
        foreach (var palms in new[] { 2, 2, 1, 2 })
        {
            _database.Write(s => AuditLog.Append(s, DateTimeOffset.UnixEpoch.AddDays(1), "enrolled", new { palms }));
        }
    }

    public void Dispose()
    {
        _database.Dispose();
        _test.Dispose();
    }

    [Fact]
    public void An_untouched_log_verifies()
    {
        var check = Verify();
        Assert.Null(check.BrokenAt);
        Assert.Equal(4, check.Entries);
        Assert.Equal(Entries[^1].Hash, check.Head);
        Assert.Null(AuditLog.Verify([]).BrokenAt);
    }

    [Theory]
    [InlineData("UPDATE audit SET facts = '{\"palms\":9}' WHERE number = 2", 2)]
    [InlineData("UPDATE audit SET kind = 'deleted' WHERE number = 3", 3)]
    [InlineData("UPDATE audit SET at = at + 1 WHERE number = 1", 1)]
    [InlineData("UPDATE audit SET hash = zeroblob(32) WHERE number = 4", 4)]
    [InlineData("DELETE FROM audit WHERE number = 2", 2)]
    [InlineData("DELETE FROM audit WHERE number = 1", 1)]
    [InlineData("DELETE FROM audit WHERE number = 2; UPDATE audit SET number = number - 1 WHERE number > 2", 2)]
    [InlineData("INSERT INTO audit SELECT 5, at, kind, facts, hash FROM audit WHERE number = 4", 5)]
    public void What_was_altered_is_found(string tampering, long brokenAt)
    {
        Tamper(tampering);
        Assert.Equal(brokenAt, Verify().BrokenAt);
    }

    [Fact]
    public void A_log_whose_end_was_cut_off_shows_against_a_hash_kept_elsewhere()
    {
        var head = Entries[^1].Hash;
        var earlier = Entries[1].Hash;
        Assert.Null(Verify(head).BrokenAt);
        Tamper("DELETE FROM audit WHERE number > 2");
        Assert.Null(Verify().BrokenAt);
        Assert.Null(Verify(earlier).BrokenAt);
        Assert.Equal(3, Verify(head).BrokenAt);
    }

    [Fact]
    public void An_undone_transaction_leaves_no_entry()
    {
        Assert.Throws<InvalidOperationException>(() => _database.Write(session =>
        {
            AuditLog.Append(session, DateTimeOffset.UnixEpoch, "enrolled", new { });
            throw new InvalidOperationException();
        }));
        Assert.Equal(4, Verify().Entries);
    }

    IReadOnlyList<AuditEntry> Entries => _database.Read(AuditLog.Read);

    AuditCheck Verify(byte[]? kept = null) => AuditLog.Verify(Entries, kept);

    void Tamper(string sql) => _test.Execute("DROP TRIGGER audit_update; DROP TRIGGER audit_delete; " + sql);
}
