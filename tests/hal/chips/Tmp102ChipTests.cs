using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips.Tests;

public sealed class Tmp102ChipTests
{
    readonly VirtualTime _time = new();
    readonly Tmp102Chip _chip;

    public Tmp102ChipTests() => _chip = new Tmp102Chip(_time);

    // TI SBOS397, 12-bit temperature data format.
    [Theory]
    [InlineData(128, 0x7FF0)]
    [InlineData(127.9375, 0x7FF0)]
    [InlineData(100, 0x6400)]
    [InlineData(25, 0x1900)]
    [InlineData(0.25, 0x0040)]
    [InlineData(0, 0x0000)]
    [InlineData(-0.25, 0xFFC0)]
    [InlineData(-25, 0xE700)]
    [InlineData(-55, 0xC900)]
    public void Reads_the_temperature_in_the_data_sheets_format(double celsius, int register)
    {
        _chip.Celsius = celsius;
        _time.Advance(26_000);
        Assert.Equal(register, Read(0));
    }

    // The 13-bit format.
    [Theory]
    [InlineData(150, 0x4B01)]
    [InlineData(25, 0x0C81)]
    [InlineData(-25, 0xF381)]
    public void Extended_mode_has_13_bits(double celsius, int register)
    {
        Write(1, 0x60B0);
        _chip.Celsius = celsius;
        _time.Advance(26_000);
        Assert.Equal(register, Read(0));
    }

    [Fact]
    public void Reads_zero_after_power_up_until_the_first_conversion_and_has_its_defaults()
    {
        Assert.Equal(0, Read(0));
        _time.Advance(25_999);
        Assert.Equal(0, Read(0));
        _time.Advance(1);
        Assert.Equal(0x1F80, Read(0));

        Assert.Equal(0x60A0, Read(1));
        Assert.Equal(0x4B00, Read(2));
        Assert.Equal(0x5000, Read(3));
    }

    [Theory]
    [InlineData(0x6000, 4_000_000)]
    [InlineData(0x6040, 1_000_000)]
    [InlineData(0x6080, 250_000)]
    [InlineData(0x60C0, 125_000)]
    public void Converts_at_the_configured_rate(ushort configuration, long period)
    {
        Write(1, configuration);
        _time.Advance(26_000);
        _chip.Celsius = 20;
        _time.Advance(period - 1);
        Assert.Equal(0x1F80, Read(0));
        _time.Advance(1);
        Assert.Equal(0x1400, Read(0));
    }

    [Fact]
    public void Does_not_convert_in_shutdown()
    {
        _time.Advance(26_000);
        Write(1, 0x61A0);
        _chip.Celsius = 20;
        _time.Advance(10_000_000);
        Assert.Equal(0x1F80, Read(0));
    }

    [Theory]
    [InlineData(0x60A0, 1)]
    [InlineData(0x68A0, 2)]
    [InlineData(0x70A0, 4)]
    [InlineData(0x78A0, 6)]
    public void The_alert_turns_on_after_conversions_above_the_upper_limit_and_off_below_the_lower(
    ushort configuration, int conversions)
    {
        Write(1, configuration);
        _time.Advance(26_000);
        _chip.Celsius = 81;
        _time.Advance(250_000 * (conversions - 1));
        Assert.Equal(0x20, Read(1) & 0x20);
        _time.Advance(250_000);
        Assert.Equal(0, Read(1) & 0x20);

        _chip.Celsius = 78;
        _time.Advance(1_000_000);
        Assert.Equal(0, Read(1) & 0x20);
        _chip.Celsius = 74;
        _time.Advance(250_000);
        Assert.Equal(0x20, Read(1) & 0x20);
    }

    [Fact]
    public void Faults_show_on_the_bus()
    {
        _time.Advance(26_000);
        _chip.Fault = Tmp102Fault.Stuck;
        _chip.Celsius = 60;
        _time.Advance(10_000_000);
        Assert.Equal(0x1F80, Read(0));

        _chip.Fault = Tmp102Fault.DataHigh;
        Assert.Equal(0xFFFF, Read(0));

        _chip.Fault = Tmp102Fault.NotResponding;
        Assert.False(_chip.Write([0]));
        Assert.False(_chip.Read(new byte[2]));
    }

    void Write(byte pointer, ushort value) => Assert.True(_chip.Write([pointer, (byte)(value >> 8), (byte)value]));

    int Read(byte pointer)
    {
        var word = new byte[2];
        Assert.True(_chip.Write([pointer]));
        Assert.True(_chip.Read(word));
        return word[0] << 8 | word[1];
    }
}
