using System.Reflection;

namespace Pedestal.Storage.Tests;

public sealed class AuditLogTests : IDisposable
{
    readonly TestDatabase _test = new(DatabaseEngine.Sqlite);
    readonly Database _database;
    readonly AuditKeys _keys;

    public AuditLogTests()
    {
        _database = Database.Open(_test.Source, new Component("counter", Assembly.GetExecutingAssembly()));
        _keys = _database.AuditKeys = AuditKeys.Create(_test.File("audit.key"));
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
        Assert.Null(AuditLog.Verify([], _keys).BrokenAt);
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
    public void Every_alteration_is_detected(string tampering, long brokenAt)
    {
        Tamper(tampering);
        Assert.Equal(brokenAt, Verify().BrokenAt);
    }

    [Fact]
    public void A_truncated_log_is_detected_by_a_hash_kept_elsewhere()
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
    public void Write_access_to_the_database_is_not_enough_to_rebuild_the_chain()
    {
        // The attacker omits an entry and chains the rest as this code does, under a key of their own.
        var kept = Entries.Where(entry => entry.Number != 2).ToList();
        Tamper("DELETE FROM audit");
        using var attacker = Database.Open(_test.Source, new Component("counter", Assembly.GetExecutingAssembly()));
        attacker.AuditKeys = AuditKeys.Create(_test.File("attackers.key"));
        foreach (var entry in kept)
        {
            attacker.Write(s => AuditLog.Append(s, DateTimeOffset.FromUnixTimeMilliseconds(entry.At), entry.Kind, new { palms = 2 }));
        }

        Assert.Null(AuditLog.Verify(Entries, attacker.AuditKeys).BrokenAt);
        Assert.Equal(1, Verify().BrokenAt);
    }

    [Fact]
    public void After_a_key_rotation_earlier_entries_stay_under_the_old_key()
    {
        using var other = Database.Open(_test.Source, new Component("counter", Assembly.GetExecutingAssembly()));
        other.AuditKeys = AuditKeys.Load(_test.File("audit.key"));
        Assert.Equal(5, other.Write(s => AuditLog.RotateKey(s, DateTimeOffset.UnixEpoch)).Number);

        // A log that was already open continues under the new key.
        var entry = _database.Write(s => AuditLog.Append(s, DateTimeOffset.UnixEpoch, "enrolled", new { }));
        Assert.Equal((6, null), (entry.Number, Verify().BrokenAt));
        Assert.Equal(2, File.ReadLines(_test.File("audit.key")).Count());
        var first = File.ReadLines(_test.File("audit.key")).First();
        File.WriteAllText(_test.File("first.key"), first + "\n");
        Assert.Equal(5, AuditLog.Verify(Entries, AuditKeys.Load(_test.File("first.key"))).BrokenAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("2 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    [InlineData("1 0011")]
    [InlineData("x 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    public void A_damaged_key_file_is_reported(string text)
    {
        var file = _test.File("damaged.key");
        File.WriteAllText(file, text);
        Assert.Contains(file, Assert.Throws<InvalidOperationException>(() => AuditKeys.Load(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rolled_back_transaction_leaves_no_entry()
    {
        Assert.Throws<InvalidOperationException>(() => _database.Write(session =>
        {
            AuditLog.Append(session, DateTimeOffset.UnixEpoch, "enrolled", new { });
            throw new InvalidOperationException();
        }));
        Assert.Equal(4, Verify().Entries);
    }

    IReadOnlyList<AuditEntry> Entries => _database.Read(AuditLog.Read);

    AuditCheck Verify(byte[]? kept = null) => AuditLog.Verify(Entries, _keys, kept);

    void Tamper(string sql) => _test.Execute("DROP TRIGGER audit_update; DROP TRIGGER audit_delete; " + sql);
}
