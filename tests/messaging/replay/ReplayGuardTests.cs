using System.Diagnostics;
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
    public async Task A_killed_process_has_kept_the_last_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "cp reads a file that another process has for itself");
        using var killed = Open();
        Assert.True(killed.Accept(_key, 5));
        Assert.True(killed.Accept(_key, 6));
        using var copy = Process.Start("cp", [File, File + ".after"]);
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var after = new ReplayGuard(File + ".after", _log);
        Assert.False(after.Accept(_key, 6));
        Assert.True(after.Accept(_key, 7));
    }

    [Fact]
    public void Two_services_do_not_share_a_file()
    {
        using var first = Open();
        Assert.Contains(File, Assert.Throws<InvalidOperationException>(Open).Message, StringComparison.Ordinal);
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
    [InlineData(40)]
    [InlineData(60)]
    public void Damage_is_named_and_what_is_whole_stays(int at)
    {
        var keys = Enumerable.Range(0, 3).Select(_ => new SealingKey(KeyRing.NewSecret())).ToArray();
        using (var before = Open())
        {
            Assert.All(keys, key => Assert.True(before.Accept(key, 5)));
        }

        var content = System.IO.File.ReadAllBytes(File);
        content[at] ^= 1;
        System.IO.File.WriteAllBytes(File, content);

        using (var after = Open())
        {
            Assert.Equal(2, keys.Count(after.WasUsed));
            Assert.Contains("1 counters are damaged", Assert.Single(_log.Lines), StringComparison.Ordinal);
            Assert.All(keys, key => Assert.True(after.Accept(key, 6)));
        }

        using var later = Open();
        Assert.All(keys, key => Assert.False(later.Accept(key, 6)));
    }

    [Fact]
    public void A_file_cut_short_is_named_and_goes_on()
    {
        using (var before = Open())
        {
            before.Accept(_key, 5);
        }

        System.IO.File.WriteAllBytes(File, System.IO.File.ReadAllBytes(File)[..20]);
        using (var after = Open())
        {
            Assert.True(after.Accept(_key, 6));
        }

        using var later = Open();
        Assert.False(later.Accept(_key, 6));
        Assert.Contains("damaged", _log.Lines[0], StringComparison.Ordinal);
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
        var guard = Open();
        guard.Dispose();
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
