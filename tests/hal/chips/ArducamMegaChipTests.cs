using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips.Tests;

/// <summary>The simulated camera at its wire format, without the driver.</summary>
public sealed class ArducamMegaChipTests : IDisposable
{
    const int Hertz = 8_000_000;
    static readonly byte[] Palm = [.. Enumerable.Repeat((byte)120, PalmFrame.Side * PalmFrame.Side)];
    readonly VirtualTime _clock = new();
    readonly Board _board;
    readonly Pin _lightLine;
    readonly Pin _powerLine;
    readonly LedBanks _light;

    public ArducamMegaChipTests()
    {
        _board = new Board(_clock);
        _lightLine = _board.Pins[14];
        _powerLine = _board.Pins[21];
        _light = new LedBanks(_board, 14, 40, 42);
    }

    public void Dispose() => _board.Dispose();

    [Theory]
    [InlineData(0x84, 0x0B, 128 * 128)]
    [InlineData(0x84, 0x0A, 96 * 96)]
    [InlineData(0x84, 0x00, 160 * 120)]
    [InlineData(0x84, 0x01, 320 * 240)]
    [InlineData(0x86, 0x01, 128 * 128)]
    [InlineData(0x86, 0x00, 96 * 96)]
    [InlineData(0x86, 0x0B, 1920 * 1080)]
    [InlineData(0x84, 0x0D, 0)]
    public void The_sensor_id_selects_the_resolution_table(byte id, byte code, int pixels)
    {
        var chip = Booted(id);

        Configure(chip, code);
        Picture(chip);

        Assert.Equal(pixels * 2, Length(chip));
    }

    [Fact]
    public void Only_the_first_burst_has_a_dummy_byte()
    {
        var chip = Booted();
        Write(chip, 0x06, 0x81);
        Configure(chip, 0x0B);
        Picture(chip);

        Assert.Equal([0x00, 0xA5, 0, 0, 0, 0, 1, 0], Send(chip, 0x3C, 0, 0, 0, 0, 0, 0, 0));
        Assert.Equal([0x00, 0, 0, 2, 0], Send(chip, 0x3C, 0, 0, 0, 0));
        Assert.Equal([0x00, 0x00, 0], Send(chip, 0x3D, 0, 0));
        Assert.Equal([0x00, 0, 3], Send(chip, 0x3C, 0, 0));
        Assert.Equal(0, chip.ProtocolErrors);
    }

    [Fact]
    public void Simulated_data_is_a_ramp()
    {
        var chip = Booted();
        Write(chip, 0x05, 0x80);
        Configure(chip, 0x0B);
        Picture(chip);

        Assert.Equal([0x00, 0xA5, 0, 0x80, 1, 0x80, 2, 0x80], Send(chip, 0x3C, 0, 0, 0, 0, 0, 0, 0));
    }

    [Fact]
    public void Reading_past_the_frame_is_counted()
    {
        var chip = Booted();
        Configure(chip, 0x0B);
        Picture(chip);
        for (var read = 0; read < PalmFrame.Length; read += 16382)
        {
            Send(chip, new byte[16384].Select((_, i) => i == 0 ? (byte)0x3C : (byte)0).ToArray());
        }

        Assert.NotEqual(0, chip.ProtocolErrors);
    }

    [Fact]
    public void A_sensor_register_written_before_idle_is_dropped_and_counted()
    {
        var chip = Booted();
        Write(chip, 0x20, 3);
        Write(chip, 0x21, 0x0B);

        Assert.Equal(1, chip.ProtocolErrors);
        _clock.Advance(100_000);
        Picture(chip);
        Assert.Equal(160 * 120 * 2, Length(chip));
    }

    [Fact]
    public void Boots_in_a_second_and_is_busy_after_each_sensor_register()
    {
        var chip = new ArducamMegaChip(_board, _light, 21);
        Assert.Equal(0xFF, Read(chip, 0x40));
        _powerLine.Drive(false);
        Assert.Equal(0x00, Read(chip, 0x40));
        _clock.Advance(1_000_000);
        Assert.Equal(0x84, Read(chip, 0x40));
        Assert.Equal(0x02, Read(chip, 0x44) & 3);

        Write(chip, 0x20, 3);
        Assert.Equal(0x00, Read(chip, 0x44) & 3);
        _clock.Advance(60_000);
        Assert.Equal(0x02, Read(chip, 0x44) & 3);
    }

    [Fact]
    public void Newer_modules_are_busy_after_switching_an_automatic_control()
    {
        var chip = Booted(0x86);

        Write(chip, 0x30, 0x01);
        Assert.Equal(0x08, Read(chip, 0x44) & 8);

        _clock.Advance(10_000);
        Assert.Equal(0x00, Read(chip, 0x44) & 8);
    }

    [Fact]
    public void A_picture_is_lit_only_if_the_leds_stay_on_until_it_is_done()
    {
        var chip = Booted();
        chip.Scene = new FrameScene(Palm);
        Configure(chip, 0x0B);

        _lightLine.Drive(true);
        Write(chip, 0x04, 0x02);
        _clock.Advance(10_000);
        _lightLine.Drive(false);
        _clock.Advance(100_000);

        Assert.InRange(Send(chip, 0x3C, 0, 0)[2], 0, FrameScene.Ambient + 1);
    }

    [Fact]
    public void A_short_dip_of_the_supply_does_not_revive_a_wedged_module()
    {
        var chip = Booted();
        chip.Fault = CameraFault.Wedged;
        _powerLine.Drive(null);
        _clock.Advance(50_000);
        _powerLine.Drive(false);
        _clock.Advance(1_000_000);

        Assert.Equal(0x55, Read(chip, 0x40));
    }

    [Fact]
    public void A_clock_above_12_MHz_flips_bits()
    {
        var chip = Booted();
        var miso = new byte[3];
        var wrong = 0;
        for (var i = 0; i < 100; i++)
        {
            chip.Transfer(20_000_000, [0x40, 0, 0], miso);
            wrong += miso[2] == 0x84 ? 0 : 1;
        }

        Assert.NotEqual(0, wrong);
    }

    [Fact]
    public void Leds_turned_off_by_the_one_shot_do_not_light_the_picture()
    {
        var chip = Booted();
        chip.Scene = new FrameScene(Palm);
        Configure(chip, 0x0B);

        _lightLine.Drive(true);
        _clock.Advance(290_000);
        Write(chip, 0x04, 0x02);
        _clock.Advance(100_000);

        Assert.InRange(Send(chip, 0x3C, 0, 0)[2], 0, FrameScene.Ambient + 1);
    }

    ArducamMegaChip Booted(byte id = ArducamMegaChip.NoIrId)
    {
        var chip = new ArducamMegaChip(_board, _light, 21, id);
        _powerLine.Drive(false);
        _clock.Advance(1_000_000);
        return chip;
    }

    void Configure(ArducamMegaChip chip, byte resolution)
    {
        Write(chip, 0x20, 3);
        _clock.Advance(100_000);
        Write(chip, 0x21, resolution);
        _clock.Advance(100_000);
    }

    void Picture(ArducamMegaChip chip)
    {
        Write(chip, 0x04, 0x01);
        Write(chip, 0x04, 0x02);
        Assert.Equal(0, Read(chip, 0x44) & 4);
        _clock.Advance(70_000);
        Assert.Equal(4, Read(chip, 0x44) & 4);
    }

    static int Length(ArducamMegaChip chip) => Read(chip, 0x45) | Read(chip, 0x46) << 8 | Read(chip, 0x47) << 16;

    static void Write(ArducamMegaChip chip, byte register, byte value) => Send(chip, (byte)(register | 0x80), value);

    static byte Read(ArducamMegaChip chip, byte register) => Send(chip, register, 0, 0)[2];

    static byte[] Send(ArducamMegaChip chip, params byte[] mosi)
    {
        var miso = new byte[mosi.Length];
        chip.Transfer(Hertz, mosi, miso);
        return miso;
    }
}
