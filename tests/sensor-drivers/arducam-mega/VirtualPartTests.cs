using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Hal.Host.Camera;

namespace Pedestal.ArducamMega.Tests;

/// <summary>The virtual part against the wire format, without the driver.</summary>
public class VirtualPartTests
{
    readonly VirtualClock _clock = new();

    [Theory]
    [InlineData(0x84, 0x0B, 128 * 128)]
    [InlineData(0x84, 0x0A, 96 * 96)]
    [InlineData(0x84, 0x00, 160 * 120)]
    [InlineData(0x84, 0x01, 320 * 240)]
    [InlineData(0x86, 0x01, 128 * 128)]
    [InlineData(0x86, 0x00, 96 * 96)]
    [InlineData(0x86, 0x0B, 1920 * 1080)]
    [InlineData(0x84, 0x0D, 0)]
    public void The_resolution_table_follows_the_id(byte id, byte code, int pixels)
    {
        using var part = Booted(id);

        Configure(part, code);
        Picture(part);

        Assert.Equal(pixels * 2, Length(part));
    }

    [Fact]
    public void Only_the_first_burst_has_a_dummy_byte()
    {
        using var part = Booted();
        Write(part, 0x06, 0x81);
        Configure(part, 0x0B);
        Picture(part);

        Assert.Equal([0x00, 0xA5, 0, 0, 0, 0, 1, 0], Send(part, 0x3C, 0, 0, 0, 0, 0, 0, 0));
        Assert.Equal([0x00, 0, 0, 2, 0], Send(part, 0x3C, 0, 0, 0, 0));
        Assert.Equal([0x00, 0x00, 0], Send(part, 0x3D, 0, 0));
        Assert.Equal([0x00, 0, 3], Send(part, 0x3C, 0, 0));
        Assert.Equal(0, part.ProtocolErrors);
    }

    [Fact]
    public void Simulated_data_is_a_ramp()
    {
        using var part = Booted();
        Write(part, 0x05, 0x80);
        Configure(part, 0x0B);
        Picture(part);

        Assert.Equal([0x00, 0xA5, 0, 0x80, 1, 0x80, 2, 0x80], Send(part, 0x3C, 0, 0, 0, 0, 0, 0, 0));
    }

    [Fact]
    public void Reading_past_the_frame_is_counted()
    {
        using var part = Booted();
        Configure(part, 0x0B);
        Picture(part);
        for (var read = 0; read < PalmFrame.Length; read += 16382)
        {
            Send(part, new byte[16384].Select((_, i) => i == 0 ? (byte)0x3C : (byte)0).ToArray());
        }

        Assert.NotEqual(0, part.ProtocolErrors);
    }

    [Fact]
    public void A_sensor_register_written_before_idle_is_dropped_and_counted()
    {
        using var part = Booted();
        Write(part, 0x20, 3);
        Write(part, 0x21, 0x0B);

        Assert.Equal(1, part.ProtocolErrors);
        _clock.Advance(100_000);
        Picture(part);
        Assert.Equal(160 * 120 * 2, Length(part));
    }

    [Fact]
    public void Needs_a_second_to_boot_and_a_while_after_each_sensor_register()
    {
        using var part = new VirtualArducamMega(_clock);
        Assert.Equal(0xFF, Read(part, 0x40));
        part.Power.Set(true);
        Assert.Equal(0x00, Read(part, 0x40));
        _clock.Advance(1_000_000);
        Assert.Equal(0x84, Read(part, 0x40));
        Assert.Equal(0x02, Read(part, 0x44) & 3);

        Write(part, 0x20, 3);
        Assert.Equal(0x00, Read(part, 0x44) & 3);
        _clock.Advance(60_000);
        Assert.Equal(0x02, Read(part, 0x44) & 3);
    }

    [Fact]
    public void New_ids_are_busy_after_an_automatic_control_is_switched()
    {
        using var part = Booted(0x86);

        Write(part, 0x30, 0x01);
        Assert.Equal(0x08, Read(part, 0x44) & 8);

        _clock.Advance(10_000);
        Assert.Equal(0x00, Read(part, 0x44) & 8);
    }

    [Fact]
    public void A_picture_is_lit_only_if_the_light_lasts_until_it_is_done()
    {
        using var part = Booted();
        part.Scene = new FrameScene(Bench.Picture);
        Configure(part, 0x0B);

        part.Light.Set(true);
        Write(part, 0x04, 0x02);
        _clock.Advance(10_000);
        part.Light.Set(false);
        _clock.Advance(100_000);

        Assert.InRange(Send(part, 0x3C, 0, 0)[2], 0, FrameScene.Ambient + 1);
    }

    [Fact]
    public void A_short_dip_of_the_supply_does_not_clear_a_wedge()
    {
        using var part = Booted();
        part.Fault = CameraFault.Wedged;
        part.Power.Set(false);
        _clock.Advance(50_000);
        part.Power.Set(true);
        _clock.Advance(1_000_000);

        Assert.Equal(0x55, Read(part, 0x40));
    }

    [Fact]
    public void Refuses_transfers_the_device_could_not_do()
    {
        using var part = Booted();

        Assert.Throws<ArgumentException>(() => part.TransferFullDuplex(new byte[3], new byte[2]));
        Assert.Throws<ArgumentException>(() => part.TransferFullDuplex(new byte[16385], new byte[16385]));
    }

    [Fact]
    public void A_byte_takes_a_microsecond_on_the_wire()
    {
        using var part = Booted();
        var before = _clock.NowMicroseconds();

        for (var i = 0; i < 4; i++)
        {
            Send(part, new byte[8192]);
        }

        Assert.InRange(_clock.NowMicroseconds() - before, 32_000, 32_768);
    }

    VirtualArducamMega Booted(byte id = VirtualArducamMega.NoIrId)
    {
        var part = new VirtualArducamMega(_clock, id);
        part.Power.Set(true);
        _clock.Advance(1_000_000);
        return part;
    }

    void Configure(VirtualArducamMega part, byte resolution)
    {
        Write(part, 0x20, 3);
        _clock.Advance(100_000);
        Write(part, 0x21, resolution);
        _clock.Advance(100_000);
    }

    void Picture(VirtualArducamMega part)
    {
        Write(part, 0x04, 0x01);
        Write(part, 0x04, 0x02);
        Assert.Equal(0, Read(part, 0x44) & 4);
        _clock.Advance(70_000);
        Assert.Equal(4, Read(part, 0x44) & 4);
    }

    static int Length(VirtualArducamMega part) => Read(part, 0x45) | Read(part, 0x46) << 8 | Read(part, 0x47) << 16;

    static void Write(VirtualArducamMega part, byte register, byte value) => Send(part, (byte)(register | 0x80), value);

    static byte Read(VirtualArducamMega part, byte register) => Send(part, register, 0, 0)[2];

    static byte[] Send(VirtualArducamMega part, params byte[] mosi)
    {
        var miso = new byte[mosi.Length];
        part.TransferFullDuplex(mosi, miso);
        return miso;
    }
}
