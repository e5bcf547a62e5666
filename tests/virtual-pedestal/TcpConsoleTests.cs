using System.Net;
using System.Net.Sockets;
using System.Text;
using Pedestal.Hal.Host;

namespace Pedestal.VirtualPedestal.Tests;

public sealed class TcpConsoleTests
{
    const int TestTimeout = 30_000;

    [Fact(Timeout = TestTimeout)]
    public async Task Fifty_clients_that_reset_at_once_cost_nothing_and_the_next_is_served()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var console = new TcpConsole(0);
        for (var i = 0; i < 50; i++)
        {
            using var client = await ConnectAsync(console, cancellation);
            client.Client.LingerState = new LingerOption(true, 0);
        }

        using var next = await ConnectAsync(console, cancellation);
        await next.GetStream().WriteAsync("status\r"u8.ToArray(), cancellation);
        var thrown = 0;
        var thread = Environment.CurrentManagedThreadId;
        void Count(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs e) =>
            thrown += Environment.CurrentManagedThreadId == thread ? 1 : 0;
        AppDomain.CurrentDomain.FirstChanceException += Count;
        var read = Read(console, "status\r".Length, cancellation);
        AppDomain.CurrentDomain.FirstChanceException -= Count;

        Assert.Equal(("status\r", 0), (read, thrown));
        var greeting = "hello"u8.ToArray();
        Assert.Equal(greeting.Length, console.Write(greeting, 0, greeting.Length));
        var received = new byte[greeting.Length];
        await next.GetStream().ReadExactlyAsync(received, cancellation);
        Assert.Equal(greeting, received);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_client_that_resets_in_the_middle_gives_way_to_the_next()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var console = new TcpConsole(0);
        var connected = 0;
        console.Connected += () => connected++;
        for (var i = 0; i < 5; i++)
        {
            using var client = await ConnectAsync(console, cancellation);
            await client.GetStream().WriteAsync("x"u8.ToArray(), cancellation);
            Assert.Equal("x", Read(console, 1, cancellation));
            client.Client.LingerState = new LingerOption(true, 0);
        }

        Assert.Equal(5, connected);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_second_client_is_told_that_another_is_connected()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var console = new TcpConsole(0);
        using var first = await ConnectAsync(console, cancellation);
        await first.GetStream().WriteAsync("x"u8.ToArray(), cancellation);
        Assert.Equal("x", Read(console, 1, cancellation));
        using var second = await ConnectAsync(console, cancellation);
        var told = new StreamReader(second.GetStream(), Encoding.ASCII).ReadLineAsync(cancellation).AsTask();
        while (!told.IsCompleted)
        {
            Assert.Equal(-1, console.TryRead());
            await Task.Yield();
        }

        Assert.Equal("busy: another console is connected", await told);
    }

    static async Task<TcpClient> ConnectAsync(TcpConsole console, CancellationToken cancellation)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, console.Port, cancellation);
        return client;
    }

    static string Read(TcpConsole console, int count, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        while (text.Length < count)
        {
            cancellation.ThrowIfCancellationRequested();
            if (console.TryRead() is var value and >= 0)
            {
                text.Append((char)value);
            }
        }

        return text.ToString();
    }
}
