using CsCheck;
using Pedestal.Core.Settings;
using static Pedestal.Core.Tests.PowerCutTests;

namespace Pedestal.Core.Tests;

public sealed class SettingsDocumentTests
{
    [Fact]
    public void Any_values_round_trip() =>
        Gen.String.Array[SettingsSchema.All.Length].Sample(texts =>
        {
            var values = new string[texts.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = SettingsSchema.All[i].FaultOf(texts[i]) == null ? texts[i] : null!;
            }

            var document = new SettingsDocument { Values = values };
            var read = new SettingsDocument();
            return read.Read(document.Write()) == DocumentStatus.Whole && read.Values.SequenceEqual(values);
        });

    [Fact]
    public void The_longest_values_fit()
    {
        var values = SettingsSchema.All.Select(setting => setting.Kind switch
        {
            SettingKind.Text => new string('"', setting.Most),
            SettingKind.Name => new string('x', setting.Most),
            SettingKind.Host or SettingKind.Brokers => string.Concat(Enumerable.Repeat("x.", setting.Most / 2)) + "x",
            SettingKind.Number => setting.Most.ToString(),
            SettingKind.Switch => "off",
            SettingKind.Mode => "enrolment",
            SettingKind.Key => new string('f', 2 * setting.Most),
            _ => Convert.ToBase64String(new byte[setting.Most]),
        }).ToArray();

        Assert.All(values, (value, i) => Assert.True(
            SettingsSchema.All[i].Kind == SettingKind.Certificate || SettingsSchema.All[i].FaultOf(value) == null));
        Assert.Equal(DocumentStatus.Whole, new SettingsDocument().Read(new SettingsDocument { Values = values }.Write()));
    }

    [Fact]
    public void Every_truncation_is_detected()
    {
        var whole = Stored("a")["settings.json"];

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Equal(DocumentStatus.Damaged, new SettingsDocument().Read(whole[..length]));
        }
    }

    [Fact]
    public void Every_changed_byte_is_detected()
    {
        var whole = Stored("a")["settings.json"];

        for (var i = 0; i < whole.Length; i++)
        {
            for (var difference = 1; difference < 256; difference += 6)
            {
                var damaged = (byte[])[.. whole];
                damaged[i] ^= (byte)difference;
                Assert.Equal(DocumentStatus.Damaged, new SettingsDocument().Read(damaged));
            }
        }
    }

    [Fact]
    public void Any_bytes_are_read_without_harm() =>
        Gen.Byte.Array.Sample(bytes => new SettingsDocument().Read(bytes) == DocumentStatus.Damaged);
}
