using Microsoft.Extensions.Time.Testing;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Messaging.Tests;

public sealed class KeyRotationTests : IDisposable
{
    static readonly HostCipher Cipher = new();
    static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rotation-");
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
    readonly RecordingLog _log = new();
    readonly byte[] _oldSecret;
    readonly KeyRing _keys;
    readonly KeyWatch _watch;
    RequestOpener _opener;
    KeySessions _sessions = null!;
    readonly Dictionary<byte[], SendingSession> _senders = [];

    public KeyRotationTests()
    {
        var ring = new KeyRing("demo");
        _oldSecret = ring.Generate("gate-1");
        ring.Generate("gate-2");
        ring.Save(KeyFile);
        _keys = KeyRing.Load(KeyFile);
        _watch = new KeyWatch(_keys, _time, _log.Of<KeyWatch>());
        _opener = Opener();
    }

    string KeyFile => Path.Combine(_folder.FullName, "service.keys.json");

    public void Dispose()
    {
        _watch.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void The_old_key_serves_until_the_new_one_is_used()
    {
        Assert.Null(Open(Sealed(_oldSecret)));
        var newSecret = Rotate();
        Assert.Contains("NotAuthentic", Open(Sealed(newSecret)), StringComparison.Ordinal);
        _watch.Check();

        Assert.Null(Open(Sealed(_oldSecret)));
        Assert.Null(Open(Sealed(newSecret)));
        Assert.Contains(_log.Lines, l => l.Contains("gate-1 uses its new key", StringComparison.Ordinal));
        Assert.Contains("ended when the device first used its new one", Open(Sealed(_oldSecret)), StringComparison.Ordinal);
        Assert.Null(Open(Sealed(newSecret)));
        Assert.Single(_log.Lines, l => l.Contains("uses its new key", StringComparison.Ordinal));
    }

    [Fact]
    public void The_old_key_ends_with_the_grace_period()
    {
        Rotate();
        _watch.Check();
        _time.Advance(Grace - TimeSpan.FromTicks(1));
        Assert.Null(Open(Sealed(_oldSecret)));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Contains("ended at 2026-11-24", Open(Sealed(_oldSecret)), StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_restart_the_old_key_ends_again_with_the_first_use_of_the_new_one()
    {
        var newSecret = Rotate();
        _watch.Check();
        Assert.Null(Open(Sealed(newSecret)));
        var recorded = Sealed(newSecret);
        Assert.Null(Open(recorded));

        _opener = Opener();
        Assert.Equal("offered", Open(recorded));
        Assert.Null(Open(Sealed(_oldSecret)));
        Assert.Equal("offered", Open(recorded));
        Assert.Null(Open(Sealed(newSecret)));
        Assert.Contains("ended when the device first used its new one", Open(Sealed(_oldSecret)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_missed_a_rotation_is_not_locked_out_by_the_next()
    {
        var missed = Rotate();
        var newSecret = Rotate();
        _watch.Check();
        Assert.Null(Open(Sealed(_oldSecret)));
        Assert.Null(Open(Sealed(missed)));
        Assert.NotNull(Open(Sealed(_oldSecret)));
        Assert.Null(Open(Sealed(newSecret)));
        Assert.NotNull(Open(Sealed(missed)));
    }

    [Fact]
    public void An_ended_key_is_removed_from_the_file_at_the_next_rotation()
    {
        Rotate();
        _time.Advance(Grace);
        Rotate();
        Assert.Equal(2, KeyRing.Load(KeyFile).AllOf("gate-1").Length);
    }

    [Fact]
    public void Recorded_messages_are_refused_before_and_after_a_rotation()
    {
        var first = Sealed(_oldSecret);
        Assert.Null(Open(first));
        var newSecret = Rotate();
        _watch.Check();
        Assert.Contains("replayed", Open(first), StringComparison.Ordinal);

        // Each key has its own sessions.
        var second = Sealed(newSecret);
        Assert.Null(Open(second));
        Assert.Contains("replayed", Open(second), StringComparison.Ordinal);
        Assert.NotNull(Open(first));
    }

    [Fact]
    public void Replacing_a_key_without_rotation_ends_the_old_one_at_once()
    {
        var ring = KeyRing.Load(KeyFile);
        ring.Rotate("gate-1", _time.GetUtcNow(), _time.GetUtcNow() + Grace);
        ring.Generate("gate-1");
        ring.Save(KeyFile);
        _watch.Check();
        Assert.Contains("NotAuthentic", Open(Sealed(_oldSecret)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"venue\":\"demo\",\"keys\":{\"gate-1\":\"12")]
    [InlineData("")]
    [InlineData("{\"venue\":\"demo\",\"keys\":{\"gate-1\":\"12\"}}")]
    [InlineData("{\"venue\":\"other\",\"keys\":{}}")]
    [InlineData(null)]
    public void An_unusable_file_is_reported_once_and_the_keys_stay(string? content)
    {
        var good = File.ReadAllBytes(KeyFile);
        if (content is null)
        {
            File.Delete(KeyFile);
        }
        else
        {
            File.WriteAllText(KeyFile, content);
        }

        _watch.Check();
        _watch.Check();
        Assert.Null(Open(Sealed(_oldSecret)));
        var line = Assert.Single(_log.Lines);
        Assert.StartsWith("Error: Key file", line, StringComparison.Ordinal);
        Assert.Contains(KeyFile, line, StringComparison.Ordinal);

        File.WriteAllBytes(KeyFile, good);
        var newSecret = Rotate();
        _watch.Check();
        Assert.Null(Open(Sealed(newSecret)));
    }

    [Theory]
    [InlineData("[]", "\"before\" must be an object")]
    [InlineData("""{"gate-9":[]}""", "\"before\" has an entry")]
    [InlineData("""{"gate-1":5}""", "\"before\" has an entry")]
    [InlineData("""{"gate-1":[{"key":"KEY"}]}""", "\"until\" is missing")]
    [InlineData("""{"gate-1":[{"key":"KEY","until":"soon"}]}""", "no time \"until\"")]
    [InlineData("""{"gate-1":[{"key":"12","until":"2026-11-24T00:00:00Z"}]}""", "96 hexadecimal digits")]
    public void An_invalid_former_key_is_reported(string before, string problem)
    {
        var hex = Convert.ToHexString(_oldSecret);
        File.WriteAllText(KeyFile, "{\"venue\":\"demo\",\"keys\":{\"gate-1\":\"" + hex + "\"},\"before\":"
            + before.Replace("KEY", hex, StringComparison.Ordinal) + "}");
        var error = Assert.Throws<KeyFileException>(() => KeyRing.Load(KeyFile));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(hex, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_device_has_no_key_to_rotate() => Assert.Contains(
        "gate-9",
        Assert.Throws<ArgumentException>(() => _keys.Rotate("gate-9", _time.GetUtcNow(), _time.GetUtcNow())).Message,
        StringComparison.Ordinal);

    byte[] Rotate()
    {
        var ring = KeyRing.Load(KeyFile);
        var secret = ring.Rotate("gate-1", _time.GetUtcNow(), _time.GetUtcNow() + Grace);
        ring.Save(KeyFile);
        return secret;
    }

    RequestOpener Opener() => new(_keys, MessageType.TicketRequest, _sessions = new KeySessions(Cipher, _time),
        new DeviceLimits(RateLimit.OfDevice, null, _time), _time, _log);

    /// <summary>Null if the message is accepted, "offered" if a session is offered instead, otherwise the reason.</summary>
    string? Open(byte[] message)
    {
        var problem = _opener.Open(new Envelope(Cipher), "gate-1", message, out _, out var isFresh);
        return problem ?? (isFresh ? null : "offered");
    }

    /// <summary>Sealed by a device within a session of its key; it first accepts an offered session if it needs one.</summary>
    byte[] Sealed(byte[] secret)
    {
        var (key, sender) = (new DeviceKey(secret), _senders.TryGetValue(secret, out var known) ? known : new SendingSession());
        _senders[secret] = sender;
        var envelope = new Envelope(Cipher) { Type = MessageType.TicketRequest, RequestId = 1, RemainingMilliseconds = 1000 };
        sender.Number(envelope);
        var first = envelope.Seal(key, [1, 2, 3]);
        if (_opener.Open(envelope, "gate-1", first, out var used, out var isFresh) is null && !isFresh)
        {
            envelope.Body = _sessions.Offer(used!);
            Assert.True(sender.Take(envelope));
        }

        sender.Number(envelope);
        envelope.Type = MessageType.TicketRequest;
        return envelope.Seal(key, [1, 2, 3]);
    }
}
