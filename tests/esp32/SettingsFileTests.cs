namespace Pedestal.Hal.Esp32.Tests;

public sealed class SettingsFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("settings-").FullName;
    readonly string _path;

    public SettingsFileTests() => _path = Path.Combine(_folder, "pedestal.txt");

    public void Dispose() => Directory.Delete(_folder, true);

    SettingsFile File => new(_path);

    [Fact]
    public void What_was_stored_is_read_and_replaced()
    {
        Assert.Equal("", File.Read());
        Assert.Null(File.Write("venue=a\n"));
        Assert.Equal("venue=a\n", File.Read());
        Assert.Null(File.Write("venue=b\n"));
        Assert.Equal("venue=b\n", File.Read());
    }

    [Fact]
    public void Power_lost_while_writing_leaves_the_old_text()
    {
        File.Write("venue=a\n");
        System.IO.File.WriteAllText(_path + ".new", "venue=b\nbroker.ho");

        Assert.Equal("venue=a\n", File.Read());
        Assert.Null(File.Write("venue=c\n"));
        Assert.Equal("venue=c\n", File.Read());
    }

    [Fact]
    public void Power_lost_while_writing_the_first_text_leaves_none()
    {
        System.IO.File.WriteAllText(_path + ".new", "venue=b\nbroker.ho");

        Assert.Equal("", File.Read());
    }

    [Fact]
    public void Power_lost_between_removal_and_move_leaves_the_new_text()
    {
        File.Write("venue=b\n");
        System.IO.File.Move(_path, _path + ".new");

        Assert.Equal("venue=b\n", File.Read());
        Assert.Null(File.Write("venue=c\n"));
        Assert.Equal("venue=c\n", File.Read());
    }

    [Fact]
    public void Storage_that_fails_is_told_and_does_not_throw()
    {
        var file = new SettingsFile(Path.Combine(_folder, "no", "such", "folder.txt"));
        Assert.StartsWith("the settings could not be stored", file.Write("venue=a\n"), StringComparison.Ordinal);

        Directory.CreateDirectory(_path + ".new");
        Assert.StartsWith("the settings could not be stored", File.Write("venue=a\n"), StringComparison.Ordinal);
    }
}
