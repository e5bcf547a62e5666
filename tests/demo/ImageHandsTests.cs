using Pedestal.Pictures;

namespace Pedestal.Demo.Tests;

public sealed class ImageHandsTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("demo-hands-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_unreadable_picture_is_left_out_and_named()
    {
        for (var i = 0; i < 6 * 4; i++)
        {
            PgmFile.Write(PathOf($"{i / 4:0000}_{i % 4:00}.pgm"), new GreyImage(128, 128, [.. Enumerable.Repeat((byte)i, 128 * 128)]));
        }

        File.WriteAllBytes(PathOf("0000_09.png"), [0x89, .. "PNG\r\n\x1A\n"u8, 0, 0]);
        File.WriteAllText(PathOf("0001_09.jpg"), "no picture");
        var errors = new StringWriter();
        var hands = ImageHands.Load(_folder, errors);
        Assert.Equal(3, hands.People);
        Assert.Contains($"Left out: {PathOf("0000_09.png")} is not a readable picture: it ends early.", errors.ToString());
        Assert.Contains($"Left out: {PathOf("0001_09.jpg")} is not a readable picture: it is something else", errors.ToString());
    }

    string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
