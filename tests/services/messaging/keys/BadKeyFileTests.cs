using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Pedestal.Messaging.Tests;

/// <summary>Whatever a key file becomes while a service runs, it is reported, and the keys read before stay in use.</summary>
public sealed class BadKeyFileTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bad-keys-");
    readonly RecordingLog _log = new();
    readonly byte[] _good;
    readonly KeyRing _keys;
    readonly KeyWatch _watch;

    public BadKeyFileTests()
    {
        var ring = new KeyRing("demo");
        ring.Generate("gate-1");
        ring.Rotate("gate-1", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        ring.Save(KeyFile);
        _good = File.ReadAllBytes(KeyFile);
        _keys = KeyRing.Load(KeyFile);
        _watch = new KeyWatch(_keys, new FakeTimeProvider(), _log.Of<KeyWatch>());
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "invalid UTF-8", "is not text in UTF-8: byte 6" },
        { "half a surrogate pair", "not valid text" },
        { "truncated", "is not valid JSON at line" },
        { "empty", "is empty" },
        { "a key twice", "\"gate-1\" occurs twice" },
        { "keys twice", "\"keys\" occurs twice" },
        { "huge", "is longer than" },
        { "nested", "not valid JSON" },
        { "NUL", "not valid JSON" },
        { "odd UTF-16", "is not text in UTF-16" },
        { "folder", "is a folder" },
        { "absent", "cannot be read" },
    };

    string KeyFile => Path.Combine(_folder.FullName, "service.keys.json");

    public void Dispose()
    {
        _watch.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_file_is_reported_with_the_reason_and_the_keys_stay_until_it_is_good_again(string kind, string reason)
    {
        Damage(kind);
        _watch.Check();
        _watch.Check();
        var line = Assert.Single(_log.Lines);
        Assert.Contains(KeyFile, line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.Contains(reason, _keys.Fault, StringComparison.Ordinal);
        Assert.Equal(2, _keys.AllOf("gate-1").Length);

        Repair();
        _watch.Check();
        Assert.Null(_keys.Fault);
        Assert.Contains("can be used again", _log.Lines[^1], StringComparison.Ordinal);
        Damage(kind);
        _watch.Check();
        Assert.Contains(reason, _log.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_file_is_reported_too()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Needs an account that rights bind.");
            return;
        }

        File.SetUnixFileMode(KeyFile, UnixFileMode.None);
        _watch.Check();
        Assert.Contains("cannot be read", _keys.Fault, StringComparison.Ordinal);
        Assert.Equal(2, _keys.AllOf("gate-1").Length);
    }

    [Fact]
    public void Any_altered_or_truncated_file_is_either_valid_or_reported() =>
        Gen.Select(Gen.Int[0, _good.Length - 1], Gen.Byte, Gen.Bool).Sample((at, value, isCut) =>
        {
            var content = isCut ? _good[..at] : (byte[])_good.Clone();
            if (!isCut)
            {
                content[at] = value;
            }

            try
            {
                KeyRingFile.Parse("file", content);
            }
            catch (KeyFileException)
            {
                // Reported.
            }

            try
            {
                Pedestal.Messaging.KeyFile.Parse("file", content, root => root.ValueKind);
            }
            catch (KeyFileException)
            {
            }
        }, iter: 2000);

    [Fact]
    public void A_failing_listener_stops_nothing()
    {
        _keys.Changed += () => throw new InvalidCastException("a defect");
        var ring = KeyRing.Load(KeyFile);
        ring.Generate("gate-2");
        ring.Save(KeyFile);
        _watch.Check();
        Assert.Contains("Error: New keys could not be put to use", Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Contains("gate-2", _keys.Devices);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Files_with_a_byte_order_mark_are_accepted(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        File.WriteAllBytes(KeyFile, [.. encoding.GetPreamble(), .. encoding.GetBytes(Encoding.UTF8.GetString(_good))]);
        Assert.Equal(["gate-1"], KeyRing.Load(KeyFile).Devices);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF_16_files_are_accepted_without_one_too(string name)
    {
        File.WriteAllBytes(KeyFile, Encoding.GetEncoding(name).GetBytes(Encoding.UTF8.GetString(_good)));
        Assert.Equal(["gate-1"], KeyRing.Load(KeyFile).Devices);
    }

    void Damage(string kind)
    {
        var text = Encoding.UTF8.GetString(_good);
        var key = Convert.ToHexString(KeyRing.NewSecret());
        switch (kind)
        {
            case "invalid UTF-8": File.WriteAllBytes(KeyFile, [.. _good[..5], 0xFF, .. _good[5..]]); break;
            case "half a surrogate pair":
                File.WriteAllText(KeyFile, text.Replace("gate-1", "\\ud800", StringComparison.Ordinal));
                break;
            case "truncated": File.WriteAllBytes(KeyFile, _good[..^20]); break;
            case "empty": File.WriteAllBytes(KeyFile, []); break;
            case "a key twice":
                File.WriteAllText(KeyFile, "{\"venue\":\"demo\",\"keys\":{\"gate-1\":\"" + key + "\",\"gate-1\":\"" + key + "\"}}");
                break;
            case "keys twice": File.WriteAllText(KeyFile, """{"venue":"demo","keys":{},"keys":{}}"""); break;
            case "huge": File.WriteAllBytes(KeyFile, new byte[5 * 1024 * 1024]); break;
            case "nested": File.WriteAllText(KeyFile, new string('[', 100_000)); break;
            case "NUL": File.WriteAllBytes(KeyFile, new byte[100]); break;
            case "odd UTF-16": File.WriteAllBytes(KeyFile, [0xFF, 0xFE, (byte)'{', 0, (byte)'}']); break;
            case "folder":
                File.Delete(KeyFile);
                Directory.CreateDirectory(KeyFile);
                break;
            default: File.Delete(KeyFile); break;
        }
    }

    void Repair()
    {
        if (Directory.Exists(KeyFile))
        {
            Directory.Delete(KeyFile);
        }

        File.WriteAllBytes(KeyFile, _good);
    }
}
