using System.IO.Ports;
using System.Net;
using System.Net.Sockets;
using System.Text;
using nanoFramework.Hardware.Esp32;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>The technician's cable over TCP on a board's UART.</summary>
public sealed class TcpConsoleTests : IDisposable
{
    const string HangUp = "\u001c";
    readonly TcpConsole _console = new(0);
    readonly Board _board = new(new RealTime());

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _console.Dispose();
        _board.Dispose();
    }

    [Fact]
    public async Task After_fifty_clients_that_reset_at_once_the_next_is_served()
    {
        using var bench = _board.Enter();
        var port = OpenPort();
        for (var i = 0; i < 50; i++)
        {
            using var client = await ConnectAsync();
            client.Client.LingerState = new LingerOption(true, 0);
        }

        using var next = await ConnectAsync();
        await next.GetStream().WriteAsync("status\r"u8.ToArray(), Cancellation);
        await ReadAsync(port, "status\r");

        var greeting = "hello"u8.ToArray();
        port.Write(greeting, 0, greeting.Length);
        var received = new byte[greeting.Length];
        await next.GetStream().ReadExactlyAsync(received, Cancellation);
        Assert.Equal(greeting, received);
    }

    [Fact]
    public async Task Each_new_client_begins_with_a_hang_up()
    {
        using var bench = _board.Enter();
        var port = OpenPort();
        for (var i = 0; i < 5; i++)
        {
            using var client = await ConnectAsync();
            await client.GetStream().WriteAsync("x"u8.ToArray(), Cancellation);
            await ReadAsync(port, HangUp + "x");
            client.Client.LingerState = new LingerOption(true, 0);
        }

        Assert.Equal(5, _console.Clients);
    }

    [Fact]
    public async Task A_second_client_is_told_that_another_is_connected()
    {
        using var bench = _board.Enter();
        var port = OpenPort();
        using var first = await ConnectAsync();
        await first.GetStream().WriteAsync("x"u8.ToArray(), Cancellation);
        await ReadAsync(port, "x");

        using var second = await ConnectAsync();

        Assert.Equal(
            "busy: another console is connected",
            await new StreamReader(second.GetStream(), Encoding.ASCII).ReadLineAsync(Cancellation));
    }

    SerialPort OpenPort()
    {
        Configuration.SetPinFunction(15, DeviceFunction.COM3_TX);
        Configuration.SetPinFunction(16, DeviceFunction.COM3_RX);
        _board.Uart(ConsoleCable.Port).Attach(_console);
        var port = new SerialPort(ConsoleCable.Port, ConsoleCable.BaudRate) { ReadBufferSize = 4096 };
        port.Open();
        return port;
    }

    async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _console.Port, Cancellation);
        return client;
    }

    /// <summary>Reads until the text ends with this.</summary>
    static async Task ReadAsync(SerialPort port, string end)
    {
        var text = new StringBuilder();
        var value = new byte[1];
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            Cancellation.ThrowIfCancellationRequested();
            if (port.BytesToRead > 0)
            {
                port.Read(value, 0, 1);
                text.Append((char)value[0]);
            }
            else
            {
                await Task.Yield();
            }
        }
    }
}
