using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.VirtualPedestal.Tests;

public sealed class VirtualPartTests
{
    [Fact]
    public void The_gate_counts_openings_and_its_pulse_has_the_length_it_is_built_for()
    {
        var clock = new VirtualClock();
        var gate = new VirtualGate(clock);
        Assert.False(gate.IsOpen);

        gate.Open();
        clock.Sleep(499);
        Assert.True(gate.IsOpen);
        gate.Pulse.Milliseconds = 5000;
        gate.Open();
        clock.Sleep(4999);
        Assert.True(gate.IsOpen);
        clock.Sleep(1);
        Assert.False(gate.IsOpen);

        Assert.Equal((2, 2), (gate.Openings, gate.Confirmations));
    }

    [Fact]
    public void On_the_skipping_clock_an_hour_has_passed_at_once()
    {
        const long hour = 3_600_000_000;
        var clock = new SkippingClock();
        var before = clock.NowMicroseconds();

        clock.Sleep(3_600_000);
        clock.Sleep(-1);

        Assert.InRange(clock.NowMicroseconds() - before, hour, hour + hour / 60);
    }

    [Fact]
    public void The_ring_tells_of_changes_only()
    {
        var ring = new VirtualIndicator();
        var changes = new List<Indication>();
        ring.Changed += changes.Add;

        ring.Show(Indication.Working);
        ring.Show(Indication.Working);
        ring.Show(Indication.Admitted);

        Assert.Equal([Indication.Working, Indication.Admitted], changes);
        Assert.Equal(Indication.Admitted, ring.Current);
    }

    [Fact]
    public void The_range_finder_sees_nothing_until_told()
    {
        var finder = new VirtualPresence();
        Assert.Equal(Presence.Nothing, finder.ReadMillimetres());

        finder.Millimetres = 85;

        Assert.Equal(85, finder.ReadMillimetres());
    }

    [Fact]
    public void Codes_are_read_in_order_and_long_ones_dropped()
    {
        var reader = new VirtualQrReader();
        var buffer = new byte[4];
        Assert.Equal(0, reader.TryRead(buffer));

        reader.Scan("AB");
        reader.Scan("ABCDE");
        reader.Scan("WXYZ");

        Assert.Equal(2, reader.TryRead(buffer));
        Assert.Equal("AB"u8.ToArray(), buffer[..2]);
        Assert.Equal(QrRead.TooLong, reader.TryRead(buffer));
        Assert.Equal("AB"u8.ToArray(), buffer[..2]);
        Assert.Equal(4, reader.TryRead(buffer));
        Assert.Equal("WXYZ"u8.ToArray(), buffer);
        Assert.Equal(0, reader.TryRead(buffer));
    }

    [Fact]
    public void A_reader_s_bytes_are_read_as_those_of_the_real_one()
    {
        var reader = new VirtualQrReader();
        var buffer = new byte[8];
        reader.Send("\u0002]Q1AB\u0003"u8.ToArray());
        reader.Send("A\u001D2\r"u8.ToArray());
        reader.Send("WXYZ"u8.ToArray());

        Assert.Equal(2, reader.TryRead(buffer));
        Assert.Equal("AB"u8.ToArray(), buffer[..2]);
        Assert.Equal(0, reader.TryRead(buffer));
        Assert.Equal((2, CodeDrop.Torn), (reader.Dropped, reader.LastDrop));
        reader.Send("WXYZ"u8.ToArray());
        Assert.Equal(4, reader.TryRead(buffer));
    }

    [Fact]
    public void A_failed_reader_keeps_its_codes()
    {
        var reader = new VirtualQrReader { Failed = true };
        var buffer = new byte[4];
        reader.Scan("AB");
        Assert.Equal(QrRead.Failed, reader.TryRead(buffer));

        reader.Failed = false;

        Assert.Equal(2, reader.TryRead(buffer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("caf\u00e9")]
    [InlineData("a\nb")]
    public void A_code_is_printable_ascii(string code) =>
        Assert.Throws<ArgumentException>(() => new VirtualQrReader().Scan(code));
}
