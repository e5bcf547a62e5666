using System.Text;
using nanoFramework.Hardware.Esp32;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Gm65.Tests;

/// <summary>The driver on a board's UART with the simulated module.</summary>
public sealed class ReaderTests : IDisposable
{
    readonly VirtualTime _time = new();
    readonly Board _board;
    readonly IDisposable _entered;
    readonly Gm65Chip _module;
    readonly Gm65Reader _reader;
    readonly byte[] _buffer = new byte[128];

    public ReaderTests()
    {
        _board = new Board(_time);
        _entered = _board.Enter();
        _module = new Gm65Chip(_time);
        _board.Uart("COM2").Attach(_module);
        Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(18, DeviceFunction.COM2_RX);
        _reader = new Gm65Reader("COM2", new BoardTime(_board));
    }

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
    }

    [Fact]
    public void A_module_with_factory_settings_is_set_up_to_scan_continuously()
    {
        _module.Show("T-1");
        Assert.Equal("T-1", Next());
        Assert.Equal(0, _module.LostCommands);
    }

    [Fact]
    public void Each_code_is_read_once_and_in_order()
    {
        Run(1_000);
        _module.Show("first");
        _module.Show("second");
        _module.Show("third");
        Assert.Equal(["first", "second", "third"], [Next(), Next(), Next()]);
        Assert.Equal("", Run(3_000));
    }

    public static TheoryData<string, bool, string> Frames => new()
    {
        { "", false, "\r" },
        { "", false, "\r\n" },
        { "", false, "\t" },
        { "", false, "" },
        { "\u0002", false, "\u0003" },
        { "", true, "\r" },
        { "", true, "" },
        { "", false, "\r\0" },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public void Any_framing_that_a_module_sends_is_removed(string prefix, bool symbology, string suffix)
    {
        _module.Prefix = Encoding.ASCII.GetBytes(prefix);
        _module.SendsSymbology = symbology;
        _module.Suffix = Encoding.ASCII.GetBytes(suffix);
        foreach (var code in new[] { "A", "TICKET-0000000001", "HTTPS://VENUE.EXAMPLE/T/7?x=[1]" })
        {
            _module.Show(code);
            Assert.Equal(code, Next());
        }

        Assert.Equal(0, _reader.Dropped);
    }

    [Theory]
    [InlineData("]Q1")]
    [InlineData("]C0")]
    [InlineData("]d2")]
    public void The_identifier_of_any_symbology_is_removed(string symbology)
    {
        _module.SendsSymbology = true;
        _module.Show("T-9", symbology);
        Assert.Equal("T-9", Next());
    }

    // How the driver reports each fault of the module and the line.
    [Theory]
    [InlineData(Gm65Fault.None, "T-2", true, CodeDrop.None)]
    [InlineData(Gm65Fault.Silent, "", false, CodeDrop.None)]
    [InlineData(Gm65Fault.Deaf, "T-2", true, CodeDrop.None)]
    [InlineData(Gm65Fault.WrongSpeed, "", true, CodeDrop.NotAscii)]
    [InlineData(Gm65Fault.Noise, "", true, CodeDrop.NotAscii)]
    [InlineData(Gm65Fault.Truncated, "", true, CodeDrop.Torn)]
    [InlineData(Gm65Fault.WrongChecksum, "T-2", true, CodeDrop.None)]
    public void Each_fault_is_reported_and_yields_no_wrong_code(Gm65Fault fault, string read, bool hasReplied, CodeDrop drop)
    {
        _module.Show("T-1");
        Assert.Equal("T-1", Next());
        Run(1_000);

        _module.Fault = fault;
        _reader.Poll();
        _module.Show("T-2");
        Assert.Equal(read, Run(2_000));
        Assert.Equal(hasReplied, _reader.HasReplied());
        Assert.Equal(drop, _reader.LastDrop);
        Assert.Equal(drop == CodeDrop.None ? 0 : 1, _reader.Dropped);

        _module.Fault = Gm65Fault.None;
        _module.TakeAway();
        _module.Show("T-3");
        Assert.Equal("T-3", Next());
    }

    [Fact]
    public void A_deaf_module_does_not_reply_to_a_poll_until_it_reads_a_code()
    {
        Run(1_000);
        _module.Fault = Gm65Fault.Deaf;
        _reader.Poll();
        Run(1_000);
        Assert.False(_reader.HasReplied());
    }

    [Fact]
    public void The_module_replies_to_each_poll()
    {
        Run(1_000);
        for (var i = 0; i < 5; i++)
        {
            _reader.Poll();
            Assert.False(_reader.HasReplied());
            Run(300);
            Assert.True(_reader.HasReplied());
        }
    }

    [Fact]
    public void A_module_that_missed_polls_is_set_up_again_once_it_replies()
    {
        Run(1_000);
        _module.Fault = Gm65Fault.Silent;
        for (var i = 0; i < 4; i++)
        {
            _reader.Poll();
            Run(1_000);
        }

        // Without power it has lost its settings and reads nothing until it is set up again.
        _module.Fault = Gm65Fault.None;
        _module.PowerUp();
        _module.Show("T-5");
        Assert.Equal("", Run(2_000));

        _reader.Poll();
        Assert.Equal("T-5", Next());
    }

    [Fact]
    public void A_code_longer_than_the_callers_buffer_or_any_ticket_is_dropped_and_reported()
    {
        Run(1_000);
        _module.Show(new string('7', 129));
        Assert.Equal(QrRead.TooLong, NextResult());
        _module.Show(new string('8', 600));
        Assert.Equal(QrRead.TooLong, NextResult());
        Assert.Equal((2, CodeDrop.TooLong), (_reader.Dropped, _reader.LastDrop));

        _module.Show(new string('9', 128));
        Assert.Equal(new string('9', 128), Next());
    }

    [Fact]
    public void A_code_that_stays_in_front_is_read_again_only_after_a_delay()
    {
        Run(1_000);
        _module.Show("T-7");
        _module.Show("T-7");
        var first = Next();
        var before = _time.NowMicroseconds;
        Assert.Equal((first, "T-7"), ("T-7", Next()));
        Assert.InRange(_time.NowMicroseconds - before, 500_000, 700_000);
    }

    [Fact]
    public void Noise_on_an_idle_line_is_not_a_code()
    {
        Run(1_000);
        _module.Send([0x00, 0xFF, 0x80, 0x00]);
        Assert.Equal("", Run(1_000));
        _module.Show("T-8");
        Assert.Equal("T-8", Next());
    }

    [Fact]
    public void A_flood_that_overflows_the_port_loses_codes_but_makes_up_none()
    {
        Run(1_000);
        _module.Show("T-0");
        Assert.Equal("T-0", Next());
        for (var i = 0; i < 400; i++)
        {
            _module.Send(Encoding.ASCII.GetBytes($"CODE-{i:D4}\r"));
        }

        // Nobody reads while 4,000 bytes arrive in a buffer of 2,048.
        _time.Advance(10_000_000);
        Assert.False(_board.Uart("COM2").Line.IsRead);
        Assert.NotEqual(0, _board.Uart("COM2").Line.Overflows);
        var read = new List<string>();
        for (var i = 0; i < 1_000; i++)
        {
            var length = _reader.TryRead(_buffer);
            if (length > 0)
            {
                read.Add(Encoding.ASCII.GetString(_buffer, 0, length));
            }

            Board.Sleep(1_000);
        }

        Assert.NotEmpty(read);
        Assert.Equal("CODE-0399", read[^1]);
        Assert.All(read.Skip(1), code => Assert.Matches("^CODE-[0-9]{4}$", code));
    }

    [Fact]
    public void A_port_without_pins_is_a_failed_reader()
    {
        var reader = new Gm65Reader("COM3", new BoardTime(_board));
        Assert.Equal(QrRead.Failed, reader.TryRead(_buffer));
    }

    string Next()
    {
        var length = NextResult();
        return length > 0 ? Encoding.ASCII.GetString(_buffer, 0, length) : "";
    }

    int NextResult()
    {
        for (var i = 0; i < 500; i++)
        {
            var length = _reader.TryRead(_buffer);
            if (length != 0)
            {
                return length;
            }

            Board.Sleep(10_000);
        }

        return 0;
    }

    /// <summary>Reads for so many milliseconds and returns the codes.</summary>
    string Run(int milliseconds)
    {
        var text = "";
        for (var i = 0; i < milliseconds / 10; i++)
        {
            var length = _reader.TryRead(_buffer);
            text += length > 0 ? Encoding.ASCII.GetString(_buffer, 0, length) : "";
            Board.Sleep(10_000);
        }

        return text;
    }
}
