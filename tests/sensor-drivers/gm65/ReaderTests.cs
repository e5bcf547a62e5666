using System.Text;
using nanoFramework.Hardware.Esp32;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Gm65.Tests;

/// <summary>The driver on the board's UART, with the module at its bytes.</summary>
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
    public void A_module_as_the_factory_sets_it_is_told_to_scan_by_itself()
    {
        _module.Show("T-1");
        Assert.Equal("T-1", Next());
        Assert.Equal(0, _module.LostCommands);
    }

    [Fact]
    public void Codes_come_out_in_their_order_and_each_once()
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
    public void Whatever_a_module_is_set_to_put_around_its_codes_is_taken_off(string before, bool symbology, string after)
    {
        _module.Before = Encoding.ASCII.GetBytes(before);
        _module.SendsSymbology = symbology;
        _module.After = Encoding.ASCII.GetBytes(after);
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
    public void An_identifier_of_any_symbology_is_no_part_of_the_code(string symbology)
    {
        _module.SendsSymbology = true;
        _module.Show("T-9", symbology);
        Assert.Equal("T-9", Next());
    }

    // What can go wrong at the module and on the line, and how the driver names it.
    [Theory]
    [InlineData(Gm65Fault.None, "T-2", true, CodeDrop.None)]
    [InlineData(Gm65Fault.Silent, "", false, CodeDrop.None)]
    [InlineData(Gm65Fault.Deaf, "T-2", true, CodeDrop.None)]
    [InlineData(Gm65Fault.WrongSpeed, "", true, CodeDrop.NotAscii)]
    [InlineData(Gm65Fault.Noise, "", true, CodeDrop.NotAscii)]
    [InlineData(Gm65Fault.Torn, "", true, CodeDrop.Torn)]
    [InlineData(Gm65Fault.WrongChecksum, "T-2", true, CodeDrop.None)]
    public void Each_fault_is_told_and_no_other_code_comes_of_it(Gm65Fault fault, string read, bool gaveSign, CodeDrop drop)
    {
        _module.Show("T-1");
        Assert.Equal("T-1", Next());
        Run(1_000);

        _module.Fault = fault;
        _reader.Poll();
        _module.Show("T-2");
        Assert.Equal(read, Run(2_000));
        Assert.Equal(gaveSign, _reader.HasReplied());
        Assert.Equal(drop, _reader.LastDrop);
        Assert.Equal(drop == CodeDrop.None ? 0 : 1, _reader.Dropped);

        _module.Fault = Gm65Fault.None;
        _module.TakeAway();
        _module.Show("T-3");
        Assert.Equal("T-3", Next());
    }

    [Fact]
    public void A_deaf_module_gives_no_sign_of_life_until_it_reads()
    {
        Run(1_000);
        _module.Fault = Gm65Fault.Deaf;
        _reader.Poll();
        Run(1_000);
        Assert.False(_reader.HasReplied());
    }

    [Fact]
    public void A_sign_of_life_comes_when_it_is_asked_for()
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
    public void A_module_that_was_away_is_set_up_again_once_it_answers()
    {
        Run(1_000);
        _module.Fault = Gm65Fault.Silent;
        for (var i = 0; i < 4; i++)
        {
            _reader.Poll();
            Run(1_000);
        }

        // It was without power: it reads nothing until it is told again.
        _module.Fault = Gm65Fault.None;
        _module.PowerUp();
        _module.Show("T-5");
        Assert.Equal("", Run(2_000));

        _reader.Poll();
        Assert.Equal("T-5", Next());
    }

    [Fact]
    public void A_code_longer_than_the_callers_buffer_or_than_any_ticket_is_dropped_and_said()
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
    public void A_code_that_stays_in_front_counts_again_after_its_pause_only()
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
    public void Noise_on_an_idle_line_is_no_code()
    {
        Run(1_000);
        _module.Send([0x00, 0xFF, 0x80, 0x00]);
        Assert.Equal("", Run(1_000));
        _module.Show("T-8");
        Assert.Equal("T-8", Next());
    }

    [Fact]
    public void A_flood_that_the_port_cannot_hold_loses_codes_and_makes_none_up()
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
    public void A_port_whose_pins_have_no_function_is_a_reader_that_fails()
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

    /// <summary>Reads for so many milliseconds and returns what came.</summary>
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
