using System.Device.I2c;
using nanoFramework.Hardware.Esp32;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Vl6180x.Tests;

/// <summary>The driver on a board's bus with the simulated part.</summary>
public sealed class RangeFinderTests : IDisposable
{
    // A measurement of nothing takes 3.2 + 8 + 4.4 ms; after 17 ms the driver pauses between its polls.
    const long LongestReading = 70_000;
    const long Retry = 1_000_000;

    readonly VirtualTime _time = new();
    readonly Board _board;
    readonly IDisposable _entered;
    readonly Vl6180xChip _chip;
    readonly Vl6180xRangeFinder _finder;

    public RangeFinderTests()
    {
        _board = new Board(_time);
        _entered = _board.Enter();
        _chip = new Vl6180xChip(_time) { IsNoisy = false };
        _board.I2c(1).Attach(Vl6180xChip.Address, _chip);
        _time.Advance(10_000);
        Configuration.SetPinFunction(8, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(9, DeviceFunction.I2C1_CLOCK);
        var settings = new I2cConnectionSettings(1, Vl6180xRangeFinder.Address, I2cBusSpeed.FastMode);
        _finder = new Vl6180xRangeFinder(I2cDevice.Create(settings), new BoardTime(_board));
    }

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(90)]
    [InlineData(200)]
    public void Reads_the_distance(int millimetres)
    {
        _chip.Millimetres = millimetres;
        Assert.Equal(millimetres, _finder.ReadMillimetres());
        Assert.Equal(0, _chip.ProtocolErrors);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(201)]
    [InlineData(100_000)]
    public void Reads_nothing_when_nothing_is_in_reach(int? millimetres)
    {
        _chip.Millimetres = millimetres;
        Assert.Equal(Presence.Nothing, _finder.ReadMillimetres());
    }

    [Fact]
    public void Every_reading_is_a_new_measurement()
    {
        foreach (var millimetres in new int?[] { 90, null, 60, 61, null })
        {
            _chip.Millimetres = millimetres;
            Assert.Equal(millimetres ?? Presence.Nothing, _finder.ReadMillimetres());
        }

        Assert.Equal(0, _chip.ProtocolErrors);
    }

    [Fact]
    public void A_reading_takes_10_ms_with_a_palm_and_16_without()
    {
        _chip.Millimetres = 90;
        Assert.InRange(Duration(() => _finder.ReadMillimetres()), 0, 25_000);
        Assert.InRange(Duration(() => _finder.ReadMillimetres()), 10_000, 11_500);

        _chip.Millimetres = null;
        Assert.InRange(Duration(() => _finder.ReadMillimetres()), 15_500, 16_500);
    }

    // The faults that the data sheet describes.
    [Theory]
    [InlineData(Vl6180xFault.NotResponding)]
    [InlineData(Vl6180xFault.DataLow)]
    [InlineData(Vl6180xFault.WrongId)]
    [InlineData(Vl6180xFault.NeverReady)]
    [InlineData(Vl6180xFault.LaserFailed)]
    public void A_fault_at_power_up_is_reported_in_time_and_ends_with_its_cause(Vl6180xFault fault)
    {
        _chip.Millimetres = 90;
        _chip.Fault = fault;

        Assert.InRange(Duration(() => Assert.Equal(Presence.Failed, _finder.ReadMillimetres())), 0, LongestReading + 20_000);

        _chip.Fault = Vl6180xFault.None;
        _chip.PowerUp();
        _time.Advance(Retry);
        Assert.Equal(90, _finder.ReadMillimetres());
    }

    [Theory]
    [InlineData(Vl6180xFault.NotResponding)]
    [InlineData(Vl6180xFault.DataLow)]
    [InlineData(Vl6180xFault.NeverReady)]
    [InlineData(Vl6180xFault.LaserFailed)]
    public void A_fault_during_operation_is_reported_in_time_and_ends_a_second_after_its_cause(Vl6180xFault fault)
    {
        _chip.Millimetres = 90;
        Assert.Equal(90, _finder.ReadMillimetres());

        _chip.Fault = fault;
        Assert.InRange(Duration(() => Assert.Equal(Presence.Failed, _finder.ReadMillimetres())), 0, LongestReading);
        _chip.Fault = Vl6180xFault.None;

        // No access until then, so that a dead part costs the lane no time.
        Assert.Equal(0, Duration(() => Assert.Equal(Presence.Failed, _finder.ReadMillimetres())));
        _time.Advance(Retry);
        Assert.Equal(90, _finder.ReadMillimetres());
    }

    [Fact]
    public void A_part_reset_by_a_dip_of_its_supply_is_set_up_again()
    {
        _chip.Millimetres = 90;
        Assert.Equal(90, _finder.ReadMillimetres());
        _chip.PowerUp();
        _time.Advance(10_000);

        Assert.Equal(Presence.Failed, _finder.ReadMillimetres());
        _time.Advance(Retry);
        Assert.Equal(90, _finder.ReadMillimetres());
    }

    [Fact]
    public void A_stuck_part_keeps_reading_one_distance()
    {
        _chip.Millimetres = 90;
        Assert.Equal(90, _finder.ReadMillimetres());
        _chip.Fault = Vl6180xFault.Stuck;
        _chip.Millimetres = null;
        Assert.Equal(90, _finder.ReadMillimetres());
    }

    [Fact]
    public void A_held_bus_blocks_the_reading_until_it_is_released()
    {
        _chip.Millimetres = 90;
        Assert.Equal(90, _finder.ReadMillimetres());
        _chip.Fault = Vl6180xFault.HoldsBus;
        _time.At(_time.NowMicroseconds + 5_000_000, () => _chip.Fault = Vl6180xFault.None);

        Assert.InRange(Duration(() => Assert.Equal(90, _finder.ReadMillimetres())), 5_000_000, 5_100_000);
    }

    // Set-up takes 36 transfers, a reading with a palm five.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_fault_of_the_bus_at_any_transfer_fails_the_reading_and_is_recovered_in_a_second(bool throws)
    {
        for (var good = 0; good < 41; good++)
        {
            var chip = new Vl6180xChip(_time) { IsNoisy = false, Millimetres = 90 };
            var bus = new FailingBus(chip, throws) { Good = good };
            _board.I2c(1).Attach(Vl6180xChip.Address, bus);
            _time.Advance(Retry);
            var settings = new I2cConnectionSettings(1, Vl6180xRangeFinder.Address, I2cBusSpeed.FastMode);
            var finder = new Vl6180xRangeFinder(I2cDevice.Create(settings), new BoardTime(_board));

            Assert.Equal((good, Presence.Failed), (good, finder.ReadMillimetres()));
            bus.Good = int.MaxValue;
            _time.Advance(Retry);
            Assert.Equal((good, 90), (good, finder.ReadMillimetres()));
        }
    }

    [Fact]
    public void A_missing_part_is_reported_as_failed()
    {
        var elsewhere = new I2cConnectionSettings(1, 0x2A, I2cBusSpeed.FastMode);
        var finder = new Vl6180xRangeFinder(I2cDevice.Create(elsewhere), new BoardTime(_board));
        Assert.Equal(Presence.Failed, finder.ReadMillimetres());
    }

    /// <summary>Forwards a number of transfers and fails all later ones.</summary>
    sealed class FailingBus(II2cChip chip, bool throws) : II2cChip
    {
        public int Good { get; set; }

        public bool Write(ReadOnlySpan<byte> bytes) => Works(isNew: true) && chip.Write(bytes);

        public bool Read(Span<byte> bytes) => Works(isNew: false) && chip.Read(bytes);

        // A read is the second half of a transfer.
        bool Works(bool isNew)
        {
            Good -= isNew && Good is >= 0 and < int.MaxValue ? 1 : 0;
            return Good >= 0 || (throws ? throw new IOException("The bus failed.") : false);
        }
    }

    long Duration(Action action)
    {
        var before = _time.NowMicroseconds;
        action();
        return _time.NowMicroseconds - before;
    }
}
