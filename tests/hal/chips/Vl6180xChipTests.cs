using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips.Tests;

public sealed class Vl6180xChipTests
{
    // 3.2 ms of calibration, 1.01 ms until a palm at 90 mm converges, 4.396 ms of averaging.
    const long MeasurementMicroseconds = 8_606;

    readonly VirtualTime _time = new();
    readonly Vl6180xChip _chip;

    public Vl6180xChipTests()
    {
        _chip = new Vl6180xChip(_time) { IsNoisy = false, Millimetres = 90 };
        _time.Advance(1_000);
    }

    [Fact]
    public void Reports_its_model_and_that_it_is_fresh_out_of_reset()
    {
        Assert.Equal(0xB4, Read(0x000));
        Assert.Equal(1, Read(0x016));
        Write(0x016, 0);
        Assert.Equal(0, Read(0x016));

        _chip.PowerUp();
        Assert.False(_chip.Write([0, 0]));
        _time.Advance(1_000);
        Assert.Equal(1, Read(0x016));
    }

    [Fact]
    public void Addresses_increment_within_a_transfer()
    {
        Assert.True(_chip.Write([0x00, 0x1A, 7, 8, 9]));

        Assert.True(_chip.Write([0x00, 0x1A]));
        var bytes = new byte[3];
        Assert.True(_chip.Read(bytes));

        Assert.Equal([7, 8, 9], bytes);
    }

    [Theory]
    [InlineData(0x000)]
    [InlineData(0x04D)]
    [InlineData(0x062)]
    public void Identification_and_results_are_read_only(int register)
    {
        var before = Read(register);
        Write(register, (byte)~before);
        Assert.Equal(before, Read(register));
    }

    [Fact]
    public void A_measurement_takes_the_real_parts_time_and_ends_with_an_interrupt()
    {
        Tune();
        Write(0x014, 4);
        Write(0x018, 1);
        Assert.Equal(0, Read(0x04D));

        _time.Advance(MeasurementMicroseconds - 1);
        Assert.Equal(0, Read(0x04F));
        _time.Advance(1);

        Assert.Equal(4, Read(0x04F));
        Assert.Equal(1, Read(0x04D));
        Assert.Equal(90, Read(0x062));
        Write(0x015, 1);
        Assert.Equal(0, Read(0x04F));
    }

    [Fact]
    public void There_is_no_interrupt_unless_it_is_configured()
    {
        Tune();
        Measure();
        Assert.Equal(0, Read(0x04F));
        Assert.Equal(90, Read(0x062));
    }

    [Theory]
    [InlineData(1, 50, 1)]
    [InlineData(1, 90, 0)]
    [InlineData(2, 150, 2)]
    [InlineData(2, 90, 0)]
    [InlineData(3, 50, 3)]
    [InlineData(3, 150, 3)]
    [InlineData(3, 90, 0)]
    public void Thresholds_and_window_trigger_the_interrupt(byte mode, int millimetres, int status)
    {
        Tune();
        Write(0x014, mode);
        Write(0x019, 120);
        Write(0x01A, 60);
        _chip.Millimetres = millimetres;
        Measure();

        Assert.Equal(status, Read(0x04F));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(201)]
    public void Nothing_in_reach_does_not_converge(int? millimetres)
    {
        Tune();
        Write(0x01C, 30);
        _chip.Millimetres = millimetres;
        Write(0x018, 1);

        _time.Advance(30_000);
        Assert.Equal(0, Read(0x04D) & 1);
        _time.Advance(7_596);

        Assert.Equal(0x71, Read(0x04D));
        Assert.Equal(255, Read(0x062));
    }

    [Fact]
    public void Measures_continuously_until_started_again()
    {
        Tune();
        Write(0x01B, 9);
        Write(0x018, 3);
        _time.Advance(50_000);
        Assert.Equal(90, Read(0x062));
        _chip.Millimetres = 40;
        _time.Advance(49_000);
        Assert.Equal(90, Read(0x062));
        _time.Advance(20_000);
        Assert.Equal(40, Read(0x062));

        Write(0x018, 1);
        _chip.Millimetres = 60;
        _time.Advance(1_000_000);
        Assert.Equal(40, Read(0x062));
        Assert.Equal(0, _chip.ProtocolErrors);
    }

    [Fact]
    public void A_start_during_a_measurement_is_counted_as_an_error()
    {
        Write(0x018, 1);
        Write(0x018, 1);
        Assert.Equal(1, _chip.ProtocolErrors);
    }

    [Theory]
    [InlineData(90, 0)]
    [InlineData(null, 255)]
    public void Results_are_meaningless_without_the_vendors_settings(int? millimetres, int result)
    {
        _chip.Millimetres = millimetres;
        Measure();
        Assert.Equal(result, Read(0x062));
    }

    [Fact]
    public void Readings_of_a_still_object_vary_by_a_millimetre()
    {
        _chip.IsNoisy = true;
        Tune();
        var readings = new HashSet<int>();
        for (var i = 0; i < 5; i++)
        {
            Measure();
            readings.Add(Read(0x062));
        }

        Assert.Equal([89, 90, 91], readings.Order());
    }

    [Fact]
    public void A_stuck_part_repeats_its_last_distance()
    {
        Tune();
        Measure();
        _chip.Fault = Vl6180xFault.Stuck;
        _chip.Millimetres = null;
        Measure();
        Assert.Equal(90, Read(0x062));
        Assert.Equal(1, Read(0x04D));
    }

    [Theory]
    [InlineData(Vl6180xFault.WrongId, 0x000, 0xEE)]
    [InlineData(Vl6180xFault.DataLow, 0x000, 0x00)]
    [InlineData(Vl6180xFault.LaserFailed, 0x04D, 0x11)]
    [InlineData(Vl6180xFault.NeverReady, 0x04D, 0x00)]
    public void A_fault_shows_in_a_register(Vl6180xFault fault, int register, int value)
    {
        Tune();
        _chip.Fault = fault;
        Measure();
        Assert.Equal(value, Read(register));
    }

    [Fact]
    public void Does_not_acknowledge_without_power()
    {
        _chip.Fault = Vl6180xFault.NotResponding;
        Assert.False(_chip.Write([0, 0]));
        Assert.False(_chip.Read(new byte[1]));
    }

    [Fact]
    public void A_held_bus_blocks_a_transfer_until_it_is_released()
    {
        using var board = new Board(_time);
        using var _ = board.Enter();
        _chip.Fault = Vl6180xFault.HoldsBus;
        _time.At(5_000_000, () => _chip.Fault = Vl6180xFault.None);

        Assert.Equal(0xB4, Read(0x000));

        Assert.InRange(_time.NowMicroseconds, 5_000_000, 5_002_000);
    }

    void Tune() => Write(0x207, 1);

    void Measure()
    {
        Write(0x018, 1);
        _time.Advance(100_000);
    }

    void Write(int register, byte value) => Assert.True(_chip.Write([(byte)(register >> 8), (byte)register, value]));

    int Read(int register)
    {
        var value = new byte[1];
        Assert.True(_chip.Write([(byte)(register >> 8), (byte)register]));
        Assert.True(_chip.Read(value));
        return value[0];
    }
}
