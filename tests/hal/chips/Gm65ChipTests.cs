using System.IO.Ports;
using System.Text;
using nanoFramework.Hardware.Esp32;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips.Tests;

/// <summary>The simulated module at its bytes, without the driver.</summary>
public sealed class Gm65ChipTests : IDisposable
{
    const string Acknowledged = "02000001003331";
    readonly VirtualTime _time = new();
    readonly Board _board;
    readonly IDisposable _entered;
    readonly Gm65Chip _module;
    readonly SerialPort _port = null!;

    public Gm65ChipTests()
    {
        _board = new Board(_time);
        _entered = _board.Enter();
        _module = new Gm65Chip(_time);
        _board.Uart("COM2").Attach(_module);
        Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(18, DeviceFunction.COM2_RX);
        _port = new SerialPort("COM2") { ReadBufferSize = 2048 };
        _port.Open();
    }

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
    }

    // Other drivers expect these replies of real modules.
    [Theory]
    [InlineData("7E000A0100000030 1A", "03000001003331")]
    [InlineData("7E00080100 02 01 02DA", Acknowledged)]
    [InlineData("7E00080100 02 01 ABCD", Acknowledged)]
    [InlineData("7E000901000000DEC8", Acknowledged)]
    [InlineData("7E000701002A02D80F", "020000023901C14C")]
    [InlineData("7E000701000D01771D", "02000001A086DB")]
    public void Replies_to_each_command(string command, string reply) => Assert.Equal(reply, Send(command));

    [Theory]
    [InlineData("7E000A01000000301B")]
    [InlineData("7F000A01000000301A")]
    [InlineData("7E000A0100")]
    public void Does_not_reply_to_an_invalid_or_incomplete_command(string command) => Assert.Equal("", Send(command));

    [Fact]
    public void Loses_a_command_that_arrives_before_it_has_replied()
    {
        Assert.Equal("03000001003331", Send("7E000A01000000301A7E000A01000000301A"));
        Assert.Equal(1, _module.LostCommands);
    }

    [Fact]
    public void Settings_that_are_not_saved_are_lost_without_power()
    {
        Send("7E00080100 60 41 ABCD");
        Assert.StartsWith("0200000141", Send("7E00070100 60 01 ABCD"), StringComparison.Ordinal);
        _module.PowerUp();
        Assert.StartsWith("0200000100", Send("7E00070100 60 01 ABCD"), StringComparison.Ordinal);

        Send("7E00080100 60 41 ABCD");
        Send("7E000901000000DEC8");
        _module.PowerUp();
        Assert.StartsWith("0200000141", Send("7E00070100 60 01 ABCD"), StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_only_when_its_mode_allows_it()
    {
        _module.Show("T-1");
        _time.Advance(10_000_000);
        Assert.Equal("", Text());

        Send("7E00080100 00 D6 ABCD");
        Assert.Equal("T-1\r", Text(1_000_000));
    }

    [Fact]
    public void A_trigger_reads_one_code()
    {
        Send("7E0008010002 01 02DA");
        _module.Show("T-1");
        _module.Show("T-2");
        Assert.Equal("T-1\r", Text(1_000_000));

        _time.Advance(10_000_000);
        Assert.Equal("", Text());
        Send("7E0008010002 01 02DA");
        Assert.Equal("T-2\r", Text(1_000_000));
    }

    [Theory]
    [InlineData("01", "\r")]
    [InlineData("21", "\r\n")]
    [InlineData("41", "\t")]
    [InlineData("61", "")]
    public void The_register_selects_the_suffix(string register, string suffix)
    {
        Send("7E00080100 60 " + register + " ABCD");
        Send("7E00080100 00 D6 ABCD");
        _module.Show("T-1");
        Assert.Equal("T-1" + suffix, Text(1_000_000));
    }

    [Theory]
    [InlineData("00", 60_000)]
    [InlineData("85", 560_000)]
    [InlineData("B2", 5_060_000)]
    public void The_same_code_is_read_again_after_the_delay_in_its_register(string register, long bound)
    {
        Send("7E00080100 13 " + register + " ABCD");
        Send("7E00080100 00 D6 ABCD");
        _module.Show("T-1");
        Assert.Equal("T-1\r", Text(1_000_000));
        _module.Show("T-2");
        Assert.Equal("T-2\r", Text(1_000_000));
        var before = _time.NowMicroseconds;
        _module.Show("T-2");
        while (_port.BytesToRead == 0)
        {
            _time.Advance(1_000);
        }

        Assert.InRange(_time.NowMicroseconds - before, 0, bound);
        Assert.InRange(_time.NowMicroseconds - before, bound - 1_000_000, bound);
    }

    [Fact]
    public void With_a_delay_of_0_the_same_code_is_never_read_again()
    {
        Send("7E00080100 13 80 ABCD");
        Send("7E00080100 00 D6 ABCD");
        _module.Show("T-1");
        _module.Show("T-1");
        _module.Show("T-2");
        Assert.Equal("T-1\rT-2\r", Text(60_000_000));
    }

    [Fact]
    public void A_command_changes_the_baud_rate()
    {
        Send("7E00080200 2A 1A00 E47E");
        Assert.Equal(115_384, _board.Uart("COM2").Line.BaudRate);
    }

    [Fact]
    public void The_wrong_checksum_fault_changes_the_reply() =>
        Assert.NotEqual("03000001003331", Send("7E000A01000000301A", Gm65Fault.WrongChecksum));

    [Theory]
    [InlineData(Gm65Fault.Silent)]
    [InlineData(Gm65Fault.Deaf)]
    [InlineData(Gm65Fault.WrongSpeed)]
    public void Does_not_reply_to_a_command_that_a_fault_blocks(Gm65Fault fault) =>
        Assert.Equal("", Send("7E000A01000000301A", fault));

    string Send(string command, Gm65Fault fault = Gm65Fault.None)
    {
        _module.Fault = fault;
        var bytes = Convert.FromHexString(command.Replace(" ", "", StringComparison.Ordinal));
        _port.Write(bytes, 0, bytes.Length);
        return Convert.ToHexString(Encoding.Latin1.GetBytes(Text(20_000)));
    }

    string Text(long microseconds = 0)
    {
        _time.Advance(microseconds);
        var bytes = new byte[_port.BytesToRead];
        return Encoding.Latin1.GetString(bytes, 0, bytes.Length == 0 ? 0 : _port.Read(bytes, 0, bytes.Length));
    }
}
