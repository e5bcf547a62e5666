using System.Text;

namespace Pedestal.Phantom.Tests;

public sealed class PgmFileTests : IDisposable
{
    readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void What_is_written_is_read_back()
    {
        var image = new GreyImage(3, 2, [0, 10, 13, 32, 200, 255]);
        PgmFile.Write(_path, image);
        var read = PgmFile.Read(_path);
        Assert.Equal((3, 2), (read.Width, read.Height));
        Assert.Equal(image.Pixels, read.Pixels);
    }

    [Fact]
    public void Comments_and_blanks_in_the_header_are_skipped()
    {
        Put("P5 # made by hand\n# size\n 2\t1 \n255\n", 7, 8);
        Assert.Equal([7, 8], PgmFile.Read(_path).Pixels);
    }

    [Theory]
    [InlineData("", "P5")]
    [InlineData("P2\n2 1\n255\n", "P5")]
    [InlineData("P5\nx 1\n255\n", "width is not a number")]
    [InlineData("P5\n2\n", "height is not a number")]
    [InlineData("P5\n0 1\n255\n", "size 0 x 1")]
    [InlineData("P5\n99999 99999\n255\n", "size 99999 x 99999")]
    [InlineData("P5\n2 1\n65535\n", "maximum value 65535")]
    [InlineData("P5\n2 2\n255\n", "ends after 2 of 4 pixels")]
    public void Anything_else_is_refused_with_file_and_reason(string header, string reason)
    {
        Put(header, 7, 8);
        var error = Assert.Throws<InvalidDataException>(() => PgmFile.Read(_path));
        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    void Put(string header, params byte[] pixels) =>
        File.WriteAllBytes(_path, [.. Encoding.ASCII.GetBytes(header), .. pixels]);
}
