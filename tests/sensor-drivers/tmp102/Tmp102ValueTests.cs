namespace Pedestal.Tmp102.Tests;

public sealed class Tmp102ValueTests
{
    // The data sheet's table, SBOS397, table 2.
    [Theory]
    [InlineData(0x7F, 0xF0, 1279)]
    [InlineData(0x64, 0x00, 1000)]
    [InlineData(0x19, 0x00, 250)]
    [InlineData(0x00, 0x40, 2)]
    [InlineData(0x00, 0x00, 0)]
    [InlineData(0xFF, 0xC0, -3)]
    [InlineData(0xE7, 0x00, -250)]
    [InlineData(0xC9, 0x00, -550)]
    public void The_register_reads_as_in_the_data_sheet(byte high, byte low, int tenths) =>
        Assert.Equal(tenths, Tmp102Value.Tenths(high, low));
}
