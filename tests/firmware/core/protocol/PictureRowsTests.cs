using CsCheck;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class PictureRowsTests
{
    [Fact]
    public void The_bodies_of_any_capture_make_its_three_pictures_again() =>
        Gen.Select(Gen.UInt, Gen.Int[1, 64]).Sample((seed, light) =>
        {
            var frame = new PalmFrame { Light64 = light };
            var random = new Random((int)seed);
            random.NextBytes(frame.Lit);
            random.NextBytes(frame.Left);
            random.NextBytes(frame.Dark);
            var pictures = new[] { new byte[128 * 128], new byte[128 * 128], new byte[128 * 128] };
            var body = new byte[PictureRows.Length];
            var rows = new PictureRows();
            for (var i = 0; i < PictureRows.PerCapture; i++)
            {
                PictureRows.Write(frame, i, body);
                Assert.True(rows.Read(body));
                Assert.Equal(light, rows.Light64);
                rows.CopyTo(pictures[(int)rows.Picture], body);
            }

            Assert.Equal(Grey(frame.Lit), pictures[(int)CapturedPicture.Both]);
            Assert.Equal(Grey(frame.Left), pictures[(int)CapturedPicture.Left]);
            Assert.Equal(Grey(frame.Dark), pictures[(int)CapturedPicture.Dark]);
        }, iter: 20);

    [Fact]
    public void A_part_fits_a_sealed_message_and_a_console_step() =>
        Assert.True(PictureRows.Length + 16 <= Envelope.MaximumLength - Envelope.HeaderLength - Envelope.MacLength);

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 0)]
    [InlineData(1, 65)]
    [InlineData(2, 4)]
    [InlineData(2, 128)]
    [InlineData(3, 7)]
    public void A_header_that_fits_no_capture_is_refused(int at, byte value)
    {
        var body = new byte[PictureRows.Length];
        PictureRows.Write(new PalmFrame(), 17, body);
        Assert.True(new PictureRows().Read(body));
        body[at] = value;
        Assert.False(new PictureRows().Read(body));
        Assert.False(new PictureRows().Read(body[..^1]));
    }

    [Fact]
    public void Anything_else_is_refused_and_never_throws() =>
        Gen.Byte.Array[0, 1100].Sample(body => new PictureRows().Read(body) == false || body.Length == PictureRows.Length);

    static byte[] Grey(byte[] frame) => [.. Enumerable.Range(0, 128 * 128).Select(i => frame[2 * i])];
}
