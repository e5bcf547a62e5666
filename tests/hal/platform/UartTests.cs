using System.IO.Ports;
using nanoFramework.Hardware.Esp32;

namespace Pedestal.Hal.Host.Platform.Tests;

public sealed class UartTests : IDisposable
{
    readonly VirtualTime _time = new();
    readonly Board _board;
    readonly IDisposable _entered;
    readonly SerialPort _port;

    public UartTests()
    {
        _board = new Board(_time);
        _entered = _board.Enter();
        Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(18, DeviceFunction.COM2_RX);
        _port = new SerialPort("COM2") { ReadBufferSize = 4, WriteTimeout = 10 };
    }

    UartLine Line => _board.Uart("COM2").Line;

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
    }

    [Fact]
    public void Bytes_arrive_at_the_lines_speed_once_the_port_is_open()
    {
        Line.Send([1]);
        _time.Advance(10_000);
        _port.Open();
        Line.Send([2, 3]);
        Assert.Equal(0, _port.BytesToRead);
        _time.Advance(1_042);
        Assert.Equal(1, _port.BytesToRead);

        var read = new byte[2];
        Assert.Equal(2, _port.Read(read, 0, 2));
        Assert.Equal([2, 3], read);
    }

    [Fact]
    public void A_byte_that_arrives_at_a_full_buffer_clears_it()
    {
        _port.Open();
        Line.Send([1, 2, 3, 4, 5]);
        _time.Advance(100_000);

        Assert.Equal((1, 1), (_port.BytesToRead, Line.Overflows));
    }

    [Fact]
    public void A_write_that_takes_too_long_throws()
    {
        Assert.Throws<InvalidOperationException>(() => _port.Write(new byte[1], 0, 1));
        _port.Open();
        Assert.Throws<InvalidOperationException>(() => new SerialPort("COM2").Open());
        _port.Write(new byte[9], 0, 9);
        Assert.Throws<TimeoutException>(() => _port.Write(new byte[100], 0, 100));
    }
}
