using System.Text;
using nanoFramework.Hardware.Esp32;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Esp32.Tests;

/// <summary>The technician's console on a board in real time, with a terminal at the other end.</summary>
public sealed class SerialConsoleTests : IDisposable
{
    readonly Board _board = new(new RealTime());
    readonly Terminal _terminal = new();
    readonly TaskCompletionSource<SerialConsole> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SerialConsoleTests()
    {
        _board.Uart("COM3").Attach(_terminal);
        _board.PowerUp(Run);
    }

    public void Dispose() => _board.Dispose();

    [Fact]
    public async Task Bytes_pass_in_both_directions()
    {
        var console = await Opened();
        _terminal.Type("status\r");
        Assert.Equal("status\r", await Read(console, 7));

        var line = Encoding.ASCII.GetBytes("serving\r\n");
        Assert.Equal(line.Length, console.Write(line, 0, line.Length));
        await Eventually.TrueAsync(() => _terminal.Seen == "serving\r\n", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_certificate_pasted_as_one_line_arrives_intact()
    {
        var console = await Opened();
        var line = "config set broker.ca " + new string('M', 3_000) + "\r";
        _terminal.Type(line);
        Assert.Equal(line, await Read(console, line.Length));
    }

    [Fact]
    public async Task Lines_that_overflow_the_buffer_are_marked_as_lost_and_the_next_one_arrives_intact()
    {
        var console = await Opened();
        for (var i = 0; i < 12; i++)
        {
            _terminal.Type(new string((char)('a' + i), 1_000) + "\r");
        }

        await Eventually.TrueAsync(() => _board.Uart("COM3").Line.IsRead, TestContext.Current.CancellationToken);
        var text = new StringBuilder();
        await Eventually.TrueAsync(() =>
        {
            Drain(console, text);
            return text.Length > 8_000;
        }, TestContext.Current.CancellationToken);
        _terminal.Type("status\r");
        await Eventually.TrueAsync(() =>
        {
            Drain(console, text);
            return text.ToString().EndsWith("status\r", StringComparison.Ordinal);
        }, TestContext.Current.CancellationToken);
        Assert.Contains('\u001a', text.ToString());
        Assert.All(text.ToString().Split('\r').Where(line => !line.Contains('\u001a') && line.Length > 6),
            line => Assert.Equal(1_000, line.Length));
    }

    void Run()
    {
        Configuration.SetPinFunction(15, DeviceFunction.COM3_TX);
        Configuration.SetPinFunction(16, DeviceFunction.COM3_RX);
        var console = new SerialConsole("COM3", new EspClock());
        console.Open();
        _opened.SetResult(console);
    }

    Task<SerialConsole> Opened() => _opened.Task.WaitAsync(TestContext.Current.CancellationToken);

    static async Task<string> Read(SerialConsole console, int length)
    {
        var text = new StringBuilder();
        await Eventually.TrueAsync(() =>
        {
            Drain(console, text);
            return text.Length >= length;
        }, TestContext.Current.CancellationToken);
        return text.ToString();
    }

    static void Drain(SerialConsole console, StringBuilder text)
    {
        while (console.TryRead() is var value and >= 0)
        {
            text.Append((char)value);
        }
    }

    sealed class Terminal : IUartChip
    {
        readonly StringBuilder _seen = new();
        UartLine? _line;

        public string Seen
        {
            get
            {
                lock (_seen)
                {
                    return _seen.ToString();
                }
            }
        }

        public void Connect(UartLine line)
        {
            _line = line;
            line.BaudRate = 1_000_000;
        }

        public void Receive(ReadOnlySpan<byte> bytes)
        {
            lock (_seen)
            {
                _seen.Append(Encoding.ASCII.GetString(bytes));
            }
        }

        public void Type(string text) => _line!.Send(Encoding.ASCII.GetBytes(text));
    }
}
