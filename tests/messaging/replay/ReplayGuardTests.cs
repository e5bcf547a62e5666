using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Pedestal.Messaging.Tests;

public sealed class ReplayGuardTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay-");
    readonly RecordingLogger<ReplayGuard> _log = new();
    readonly SealingKey _key = new(KeyRing.NewSecret());

    string File => Path.Combine(_folder.FullName, "counters.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_counter_accepted_before_a_restart_is_refused_after_it()
    {
        using (var before = Open())
        {
            Assert.True(before.Accept(_key, 5));
            Assert.True(before.Accept(_key, ulong.MaxValue - 1));
        }

        using var after = Open();
        Assert.True(after.WasUsed(_key));
        Assert.False(after.Accept(_key, 5));
        Assert.False(after.Accept(_key, ulong.MaxValue - 1));
        Assert.True(after.Accept(_key, ulong.MaxValue));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void A_killed_process_has_kept_the_last_one()
    {
        using var killed = Open();
        Assert.True(killed.Accept(_key, 5));
        using var after = Open();
        Assert.False(after.Accept(_key, 5));
    }

    [Fact]
    public void Every_key_has_a_counter_of_its_own_and_the_file_no_key()
    {
        var secret = KeyRing.NewSecret();
        using (var guard = Open())
        {
            Assert.True(guard.Accept(_key, 9));
            Assert.True(guard.Accept(new SealingKey(secret), 1));
        }

        var content = Convert.ToHexString(System.IO.File.ReadAllBytes(File));
        Assert.DoesNotContain(Convert.ToHexString(secret[..16]), content, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(secret[16..]), content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public void A_damaged_file_is_set_aside_and_named(int damagedFrom)
    {
        using (var before = Open())
        {
            before.Accept(_key, 5);
        }

        using (var file = new FileStream(File, FileMode.Open))
        {
            file.Position = damagedFrom;
            file.Write(Enumerable.Repeat((byte)0xA5, 4096).ToArray());
        }

        using (var after = Open())
        {
            Assert.True(after.Accept(_key, 6));
            Assert.Contains("damaged", Assert.Single(_log.Lines), StringComparison.Ordinal);
            Assert.True(System.IO.File.Exists(File + ".damaged"));
        }

        using var later = Open();
        Assert.False(later.Accept(_key, 6));
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_named()
    {
        Directory.CreateDirectory(File);
        Assert.Contains(File, Assert.Throws<InvalidOperationException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void While_counters_cannot_be_kept_replays_are_refused_all_the_same()
    {
        using var guard = Open();
        using (var other = new SqliteConnection($"Data Source={File};Pooling=false"))
        {
            other.Open();
            using var drop = other.CreateCommand();
            drop.CommandText = "DROP TABLE counters";
            drop.ExecuteNonQuery();
        }

        Assert.True(guard.Accept(_key, 1));
        Assert.True(guard.Accept(_key, 2));
        Assert.False(guard.Accept(_key, 2));
        Assert.StartsWith("Error: Counters against replay are not being kept", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_whose_clock_went_back_counts_on_above_what_it_sent()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
        ulong last;
        using (var before = Open())
        {
            var sent = new SendCounter("reply", time, before);
            sent.Next();
            last = sent.Next();
        }

        using var after = Open();
        var wrong = new FakeTimeProvider(time.GetUtcNow().AddHours(-5));
        Assert.True(new SendCounter("reply", wrong, after).Next() > last);
    }

    ReplayGuard Open() => new(File, _log);
}
