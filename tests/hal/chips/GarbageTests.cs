using CsCheck;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips.Tests;

/// <summary>Whatever bytes a controller sends, the part does not throw, and works correctly afterwards.</summary>
public sealed class GarbageTests
{
    static readonly Gen<byte[][]> Messages = Gen.Byte.Array[1, 40].Array[1, 60];

    [Fact]
    public void A_range_finder_survives_any_writes_and_works_after_power_up() => Messages.Sample(messages =>
    {
        var time = new VirtualTime();
        var chip = new Vl6180xChip(time) { Millimetres = 90 };
        foreach (var message in messages)
        {
            time.Advance(20_000);
            chip.Write(message);
            chip.Read(new byte[8]);
        }

        chip.PowerUp();
        time.Advance(1_000);
        var id = new byte[1];
        Assert.True(chip.Write([0, 0]) && chip.Read(id));
        Assert.Equal(0xB4, id[0]);
    });

    [Fact]
    public void A_thermometer_survives_any_writes_and_works_after_power_up() => Messages.Sample(messages =>
    {
        var time = new VirtualTime();
        var chip = new Tmp102Chip(time);
        foreach (var message in messages)
        {
            time.Advance(300_000);
            chip.Write(message);
            chip.Read(new byte[3]);
        }

        chip.PowerUp();
        time.Advance(26_000);
        var word = new byte[2];
        Assert.True(chip.Read(word));
        Assert.Equal([0x1F, 0x80], word);
    });

    [Fact]
    public void A_reader_survives_any_commands_and_still_replies() => Messages.Sample(messages =>
    {
        var time = new VirtualTime();
        using var board = new Board(time);
        var chip = new Gm65Chip(time);
        board.Uart("COM2").Attach(chip);
        chip.Show("T-1");
        foreach (var message in messages)
        {
            time.Advance(20_000);
            chip.Receive([0x7E, 0x00, .. message]);
        }

        // An unfinished command takes at most 255 more bytes.
        time.Advance(1_000_000);
        chip.Receive(new byte[300]);
        chip.PowerUp();
        time.Advance(60_000_000);
        Assert.True(board.Uart("COM2").Line.IsRead);
        chip.Receive([0x7E, 0x00, 0x0A, 0x01, 0x00, 0x00, 0x00, 0x30, 0x1A]);
        time.Advance(10_000);
        Assert.False(board.Uart("COM2").Line.IsRead);
    });

    [Fact]
    public void A_ring_survives_any_bits_and_shows_the_next_frame() => Messages.Sample(messages =>
    {
        var time = new VirtualTime();
        var ring = new Ws2812RingChip(time);
        foreach (var message in messages)
        {
            time.Advance(100);
            ring.Transfer(2_500_000, message, new byte[message.Length]);
        }

        time.Advance(10_000);
        byte[] frame = [.. Enumerable.Repeat(new byte[] { 0x92, 0x49, 0x24 }, 16 * 3).SelectMany(bits => bits), .. new byte[90]];
        ring.Transfer(2_500_000, frame, new byte[frame.Length]);
        Assert.Equal(new int[16], ring.Colours);
    });

    [Fact]
    public void A_camera_survives_any_transfers_and_has_its_id_after_a_reset() => Messages.Sample(messages =>
    {
        var time = new VirtualTime();
        using var board = new Board(time);
        var chip = new ArducamMegaChip(board, new LedBanks(board, 14, 40, 42), 21);
        board.Pins[21].Drive(false);
        time.Advance(1_000_000);
        foreach (var message in messages)
        {
            // Avoids pictures of millions of pixels.
            var transfer = message[0] == 0xA1 ? [0xA1, 0x0B] : message;
            chip.Transfer(8_000_000, transfer, new byte[transfer.Length]);
            time.Advance(70_000);
        }

        chip.Transfer(8_000_000, [0x87, 0x40], new byte[2]);
        time.Advance(1_000_000);
        var miso = new byte[3];
        chip.Transfer(8_000_000, [0x40, 0, 0], miso);
        Assert.Equal(0x84, miso[2]);
    });
}
