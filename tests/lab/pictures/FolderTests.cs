namespace Pedestal.Pictures.Tests;

public sealed class FolderTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_are_listed_in_order_and_other_files_are_left_out()
    {
        Directory.CreateDirectory(_folder.PathOf("a"));
        Directory.CreateDirectory(_folder.PathOf("z.png"));
        foreach (var name in new[] { "b.PGM", "a/2.jpeg", "a/1.jpg", "notes.txt", "c.png" })
        {
            _folder.Write(name, []);
        }

        Assert.Equal(["a/1.jpg", "a/2.jpeg", "b.PGM", "c.png"], PictureFolder.List(_folder.PathOf("."), deep: true));
        Assert.Equal(["b.PGM", "c.png"], PictureFolder.List(_folder.PathOf("."), deep: false));
        Assert.Throws<DirectoryNotFoundException>(() => PictureFolder.List(_folder.PathOf("none"), deep: true));
    }

    [Fact]
    public void A_circular_link_is_not_followed_and_a_linked_file_counts()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(_folder.PathOf("a"));
        Directory.CreateSymbolicLink(_folder.PathOf("a/back"), _folder.PathOf("."));
        _folder.Write("a/1.pgm", []);
        File.CreateSymbolicLink(_folder.PathOf("2.pgm"), _folder.PathOf("a/1.pgm"));
        File.CreateSymbolicLink(_folder.PathOf("3.pgm"), _folder.PathOf("3.pgm"));
        Assert.Equal(["2.pgm", "3.pgm", "a/1.pgm"], PictureFolder.List(_folder.PathOf("."), deep: true));
    }
}
